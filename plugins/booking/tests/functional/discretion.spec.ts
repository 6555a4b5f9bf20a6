import { performance } from 'node:perf_hooks'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { composeMessage } from '#mails/message'
import Appointment from '#models/appointment'
import { aClient } from '#tests/clients'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import { installed, switchOn } from '#tests/plugins'
import { LEAST_MS } from '../../controllers/bookings_controller.js'
import Booking from '../../models/booking.js'
import {
  bookOnline,
  choose,
  CLARA_TYPED,
  filledIn,
  minuteIn,
  pageOf,
  send,
  taking,
  type Taking,
} from '../setting.js'

/** The days of the month as the page shows them: `24 free`, `25`. */
async function daysOn(client: ApiClient, { service, host }: Taking, start: number) {
  const month = new Date(start * 60_000).toISOString().slice(0, 7)
  const page = await client.get(`/booking/services/${service.id}/times?month=${month}`).at(host)
  const cells = page.text().matchAll(/<td>([\s\S]*?)<\/td>/g)
  return new Map(
    [...cells].map(([, cell]) => [Number(/>(\d+)</.exec(cell)?.[1]), cell.replace(/\d+/g, 'N')])
  )
}

function dayOf(start: number) {
  return Number(new Date((start + 60) * 60_000).toISOString().slice(8, 10))
}

test.group('What the booking page gives away', () => {
  test('a day that is full looks as one that is closed, and as one that is over', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const [full, closed, free] = [2, 3, 4].map((days) => minuteIn(days, '08:00'))
    await at(all.nordlys, async () => {
      for (const { member } of [all.signe, all.mads]) {
        const startsAt = new Date(full * 60_000).toISOString()
        const wall = `${startsAt.slice(0, 10)}T08:00`
        await Appointment.book({ wall, minutes: 480, memberId: member.id }, { by: SERVER })
        const weekday = new Date(closed * 60_000).getUTCDay() || 7
        await clinicClient().from('working_hours').where({ weekday }).delete()
      }
    })
    const days = await daysOn(client, all, full)
    // The month may change between them; then the other days are on another page.
    assert.notInclude(days.get(dayOf(full)), 'href')
    if (dayOf(closed) > dayOf(full)) assert.equal(days.get(dayOf(full)), days.get(dayOf(closed)))
    const others = await daysOn(client, all, free)
    assert.include(others.get(dayOf(free)), 'href')
  })

  test('a time that is taken is refused as one at which nobody works', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const taken = minuteIn(3, '10:00')
    for (const { member } of [all.signe, all.mads])
      await choose(client, all, taken, { with: member.id })
    const answers = []
    for (const start of [taken, minuteIn(3, '03:00'), minuteIn(3, '10:07')])
      answers.push(await choose(client, all, start))
    for (const answer of answers) {
      answer.assertStatus(422)
      assert.equal(answer.text(), answers[0].text())
    }
  })

  test('whoever books waits as long as a new client takes, known or not', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    await at(all.nordlys, () => aClient())
    const typed = [CLARA_TYPED, { ...CLARA_TYPED, email: 'nobody@example.test' }]
    for (const [index, each] of typed.entries()) {
      const path = pageOf(await choose(client, all, minuteIn(3, `1${index}:00`)))
      const form = await filledIn(client, path, each)
      const began = performance.now()
      const answer = await client.post(path).at(all.host).form(form)
      // A timer may be a fraction of a millisecond early; never more.
      assert.isAtLeast(performance.now() - began, LEAST_MS - 1)
      answer.assertStatus(303)
    }
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 2)
  })
})

test.group('Mails that must be neutral', () => {
  const TELLING = /Physiotherapy|Signe|Mads|Clara|Østergaard|Nordlys/

  async function quiet(settings = {}) {
    const all = await taking(settings)
    await switchOn(all.nordlys, 'guestbook')
    await at(all.nordlys, () =>
      installed('guestbook').definition.settings!.write({ greeting: 'Hi', quiet: true })
    )
    return all
  }

  test('tell of nothing but a time, in the file for the calendar too', async ({
    client,
    assert,
  }) => {
    const all = await quiet({ approveFirst: true })
    await bookOnline(client, all, minuteIn(3, '10:00'))
    const [question] = await mailsOf(all.nordlys)
    await send(client, all, /(\/booking\/confirm\/[\w-]+)/.exec(question.text!)![1])
    const booking = await at(all.nordlys, () => Booking.firstOrFail())
    await client
      .post(`/booking/requests/${booking.id}/refusal`)
      .as(all.jonas)
      .form({ reason: 'No physiotherapy on that day' })
    const mails = await mailsOf(all.nordlys)
    assert.lengthOf(mails, 3)
    for (const { subject, text, html, calendar } of mails) {
      for (const words of [subject, text, html]) assert.notMatch(words!, TELLING)
      if (calendar) assert.notMatch(calendar, TELLING)
      assert.notInclude(text!, 'physiotherapy')
    }
    const raw = await at(all.nordlys, () => composeMessage(mails[1]))
    assert.match(raw.toString(), /^From: klinik@nordlys\.test\r$/m)
    assert.equal(mails[1].subject, 'Your request to the clinic')
    assert.include(mails[1].text!, 'The clinic will answer by mail.')
  })

  test('are not asked for: then they say what, with whom and where', async ({ client, assert }) => {
    const all = await taking()
    await bookOnline(client, all, minuteIn(3, '10:00'))
    const [mail] = await mailsOf(all.nordlys)
    assert.match(mail.text!, /Physiotherapy, with (Signe|Mads)/)
    assert.include(mail.subject!, 'Nordlys')
    const raw = await at(all.nordlys, () => composeMessage(mail))
    assert.match(raw.toString(), /^From: Nordlys Fysioterapi <klinik@nordlys\.test>\r$/m)
  })
})
