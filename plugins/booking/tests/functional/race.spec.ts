import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import { clinicClient } from '#clinics/database'
import Client from '#models/client'
import type Clinic from '#models/clinic'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import { type Answer, Crowd, hiddenOn, visitor } from '#tests/crowd'
import Booking from '../../models/booking.js'
import Link from '../../models/link.js'
import { offered, taking } from '../setting.js'

const ROUNDS = 50
const VISITORS = 200
/** So many of them get a page as an answer, the others a line: fifty rounds are about who is booked, not about pages. */
const PAGES = 20

test.group('A crowd of visitors', (group) => {
  group.tap((each) => each.tags(['@long']))

  test('of 200 who want one time, one gets it; fifty times over', async ({ assert, cleanup }) => {
    const all = await taking()
    const crowd = new Crowd()
    cleanup(() => crowd.leave())
    const signe = all.signe.member.id
    const starts = await offered(all.nordlys, all.service, signe)
    for (let round = 0; round < ROUNDS; round++) {
      const path = `/booking/services/${all.service.id}/times`
      const wish = { start: starts[round], with: signe }
      const answers = await Promise.all(
        Array.from({ length: VISITORS }, (_, index) =>
          crowd.post(path, wish, index < PAGES ? 'text/html' : 'application/json')
        )
      )
      const [winner, ...others] = answers.filter(({ status }) => status === 303)
      assert.lengthOf(others, 0)
      const refused = answers.filter(({ status }) => status === 422)
      assert.lengthOf(refused, VISITORS - 1)
      for (const { text } of refused) assert.include(text, 'That time has just been taken')
      await bookAsChosen(crowd, winner, round)
    }
    await assertNoOverlap(all.nordlys, assert)
    const mails = await mailsOf(all.nordlys)
    assert.lengthOf(mails, ROUNDS)
  }).timeout(240_000)
})

test.group('A thousand bookings, moves and cancellations', () => {
  test('over twenty slots never leave an overlap', async ({ assert, cleanup }) => {
    const all = await taking({ changeHours: 0 })
    const crowd = new Crowd()
    cleanup(() => crowd.leave())
    const both = await offered(all.nordlys, all.service)
    const slots = both.slice(8, 18)
    const any = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)]
    const done = { booked: 0, moved: 0, cancelled: 0, refused: 0 }
    const hold = () =>
      crowd.post(`/booking/services/${all.service.id}/times`, { start: any(slots) })

    /** Somebody who books, moves and cancels, without waiting for others. */
    async function client(number: number) {
      const own: string[] = []
      for (let step = 0; step < 50; step++) {
        const what = own.length ? any(['book', 'move', 'move', 'cancel']) : 'book'
        if (what === 'book') {
          const held = await hold()
          if (held.status !== 303) {
            done.refused++
            continue
          }
          const { status, isKept } = await bookAsChosen(crowd, held, number * 100 + step)
          // On a day of which half is kept a choice keeps nothing, and somebody else may book first.
          assert.include(isKept ? [303] : [303, 422], status)
          if (status === 422) {
            done.refused++
            continue
          }
          own.push(await linkOf(all.nordlys, `visitor${number * 100 + step}@example.test`))
          done.booked++
          continue
        }
        const token = own.pop()!
        const path = `/booking/a/${token}/${what === 'move' ? 'move' : 'cancellation'}`
        const answer = await crowd.post(path, what === 'move' ? { start: any(slots) } : {})
        if (answer.status !== 303) {
          assert.equal(answer.status, 422)
          own.push(token)
          done.refused++
          continue
        }
        done[what === 'move' ? 'moved' : 'cancelled']++
        if (what === 'move') own.push(/\/a\/([\w-]+)/.exec(answer.location!)![1])
      }
    }

    await Promise.all(Array.from({ length: 20 }, (_, number) => client(number)))
    await assertNoOverlap(all.nordlys, assert)
    for (const [what, times] of Object.entries(done)) assert.isAbove(times, 0, what)
    // Every act that was confirmed left a mail, and no other did.
    const mails = await mailsOf(all.nordlys)
    assert.lengthOf(mails, done.booked + done.moved + done.cancelled)
  })
})

/** A further link to what this visitor has booked. */
function linkOf(clinic: Clinic, email: string) {
  return at(clinic, async () => {
    const { id } = await Client.findByOrFail('email', email)
    const booking = await Booking.findByOrFail('clientId', id)
    return Link.issue(booking.id)
  })
}

async function bookAsChosen(crowd: Crowd, { location }: Answer, number: number) {
  const page = await crowd.get(location!)
  const answer = await crowd.post(location!, { ...hiddenOn(page.text), ...visitor(number) })
  return { ...answer, isKept: page.text.includes('is kept for you until') }
}

async function assertNoOverlap(clinic: Clinic, assert: Assert) {
  const overlaps = await at(clinic, async () =>
    clinicClient().rawQuery(
      `select one.id from appointments one join appointments other
         on one.member_id = other.member_id and one.id < other.id
         and one.busy_from < other.busy_until and other.busy_from < one.busy_until
       where one.status not in ('cancelled', 'missed') and other.status not in ('cancelled', 'missed')`
    )
  )
  assert.deepEqual(overlaps, [])
}
