import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import Appointment from '#models/appointment'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import { serve } from '../models/waiting_list.js'
import {
  bookOnline,
  CLARA_TYPED,
  filledIn,
  minuteIn,
  send,
  taking,
  type Taking,
} from './setting.js'

/** One practitioner, one time a day, and that is taken: Anna and Bo wait for it, in this order. */
export async function waiting(client: ApiClient) {
  const all = await taking()
  await at(all.nordlys, async () => {
    await all.service.related('members').detach([all.mads.member.id])
    await all.service.merge({ minutes: 480 }).save()
  })
  const eight = minuteIn(5, '08:00')
  await bookOnline(client, all, eight)
  for (const name of ['anna', 'bo']) await join(client, all, name)
  return { ...all, eight }
}

/** What somebody sends who wants to wait for a time in five days. */
export async function wish(client: ApiClient, { service }: Pick<Taking, 'service'>, name: string) {
  const path = `/booking/services/${service.id}/waiting`
  const day = new Date(minuteIn(5, '10:00') * 60_000).toISOString().slice(0, 10)
  const who = { firstName: name, email: `${name}@example.test` }
  const form = await filledIn(client, path, { ...CLARA_TYPED, ...who, from: day, until: day })
  return { path, form }
}

/** Puts somebody on the list. @returns what they see */
export async function join(client: ApiClient, all: Taking, name: string) {
  const { path, form } = await wish(client, all, name)
  return send(client, all, path, form)
}

/** To whom what was sent, without the confirmations. */
export async function letters({ nordlys }: Taking) {
  const mails = await mailsOf(nordlys)
  return mails
    .filter(({ purpose }) => /joined|confirm_place|offer/.test(purpose))
    .map(({ purpose, recipient }) => `${purpose.split('.').at(-1)} ${recipient.split('@')[0]}`)
}

/** The offers that were made, in order. */
export async function offers(all: Taking) {
  const sent = await letters(all)
  return sent.filter((letter) => letter.startsWith('offer'))
}

/** Where the link in the mail about somebody's place leads; the last one's if nobody is named. */
export async function placeIn({ nordlys }: Taking, name = '') {
  const mails = await mailsOf(nordlys)
  const mail = mails.findLast(
    ({ purpose, recipient }) => /joined|confirm_place/.test(purpose) && recipient.startsWith(name)
  )!
  const [, path] = /(\/booking\/waiting\/[\w-]+)/.exec(mail.text!)!
  return path
}

/** Where the link in the newest offer leads. */
export async function offerIn({ nordlys }: Taking) {
  const mails = await mailsOf(nordlys)
  const mail = mails.findLast(({ purpose }) => purpose.endsWith('offer'))!
  const [, path] = /(\/booking\/offers\/[\w-]+)/.exec(mail.text!)!
  return path
}

/** The time that all wait for becomes free. */
export async function free({ nordlys }: Taking) {
  await at(nordlys, async () => {
    const taken = await Appointment.findByOrFail('status', 'booked')
    await taken.cancel(null, { by: SERVER })
    await serve()
  })
}
