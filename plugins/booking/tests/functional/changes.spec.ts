import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import Appointment from '#models/appointment'
import { letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import Link from '../../models/link.js'
import { bookOnline, minuteIn, offered, pageOf, taking, type Taking } from '../setting.js'

/** Clara has booked; this is where the link in her mail leads. */
async function clara(client: ApiClient, settings = {}) {
  const all = await taking(settings)
  const start = minuteIn(5, '10:00')
  await bookOnline(client, all, start)
  return { ...all, start, path: await linkIn(all) }
}

async function linkIn({ nordlys }: Pick<Taking, 'nordlys'>) {
  const mails = await mailsOf(nordlys)
  const [, path] = /(\/booking\/a\/[\w-]+)/.exec(mails.at(-1)!.text!)!
  return path
}

function onlyAppointment({ nordlys }: Pick<Taking, 'nordlys'>) {
  return at(nordlys, () => Appointment.firstOrFail())
}

test.group('The link in the mail', () => {
  test('moves the appointment to a free time; the mail brings a new link, the old one is over', async ({
    client,
    assert,
  }) => {
    const all = await clara(client)
    const page = await client.get(`${all.path}/move`).at(all.host)
    page.assertStatus(200)
    const to = minuteIn(5, '13:00')
    const answer = await client.post(`${all.path}/move`).at(all.host).form({ start: to })
    answer.assertStatus(303)
    const appointment = await onlyAppointment(all)
    assert.equal(appointment.startsAt.toMillis(), to * 60_000)
    assert.equal(appointment.sequence, 1)
    const mails = await mailsOf(all.nordlys)
    assert.lengthOf(mails, 2)
    assert.match(mails[1].calendar!, /SEQUENCE:1/)
    const old = await client.get(all.path).at(all.host)
    old.assertStatus(410)
    assert.include(old.text(), 'This link has been used')
    const current = await client.get(await linkIn(all)).at(all.host)
    current.assertStatus(200)
    assert.equal(pageOf(answer), await linkIn(all))
  })

  test('does not move onto what is taken, nor to where nobody works', async ({
    client,
    assert,
  }) => {
    const all = await clara(client)
    const { memberId } = await onlyAppointment(all)
    const noon = minuteIn(5, '12:00')
    await client
      .post(`/booking/services/${all.service.id}/times`)
      .at(all.host)
      .form({ start: noon, with: memberId! })
    for (const start of [noon, minuteIn(5, '20:00')]) {
      const answer = await client.post(`${all.path}/move`).at(all.host).form({ start })
      answer.assertStatus(422)
    }
    const stayed = await at(all.nordlys, () => Appointment.findByOrFail('status', 'booked'))
    assert.equal(stayed.startsAt.toMillis(), all.start * 60_000)
  })

  test('cancels, and the time is free again', async ({ client, assert }) => {
    const all = await clara(client)
    const { memberId } = await onlyAppointment(all)
    assert.notInclude(await offered(all.nordlys, all.service, memberId), all.start)
    const answer = await client.post(`${all.path}/cancellation`).at(all.host).form({})
    answer.assertStatus(303)
    const appointment = await onlyAppointment(all)
    assert.equal(appointment.status, 'cancelled')
    assert.include(await offered(all.nordlys, all.service, memberId), all.start)
    const mails = await mailsOf(all.nordlys)
    assert.match(mails.at(-1)!.calendar!, /METHOD:CANCEL/)
  })

  test('only within the rules of the clinic', async (context) => {
    const { client, assert } = context
    const all = await clara(client, { changeHours: 48, mayMove: false })
    const move = await client.get(`${all.path}/move`).at(all.host)
    move.assertStatus(404)
    letPass(4 * 86_400_000, context)
    const page = await client.get(all.path).at(all.host)
    assert.include(page.text(), 'too late to change it here')
    const answer = await client.post(`${all.path}/cancellation`).at(all.host).form({})
    answer.assertStatus(404)
    const appointment = await onlyAppointment(all)
    assert.equal(appointment.status, 'booked')
  })

  test('is kept as a hash alone, and its page names nobody', async ({ client, assert }) => {
    const all = await clara(client)
    const token = all.path.split('/').at(-1)!
    const rows = await at(all.nordlys, () => Link.all())
    assert.lengthOf(rows, 1)
    assert.notInclude(JSON.stringify(rows), token)
    const page = await client.get(all.path).at(all.host)
    assert.notInclude(page.text(), 'Clara')
    assert.notInclude(page.text(), 'clara@')
    const guess = await client.get(`/booking/a/${'A'.repeat(43)}`).at(all.host)
    guess.assertStatus(404)
  })
})
