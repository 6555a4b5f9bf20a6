import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import { clinicClient } from '#clinics/database'
import type Clinic from '#models/clinic'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import { type Answer, Crowd, hiddenOn, visitor } from '#tests/crowd'
import { offered, taking } from '../setting.js'

const ROUNDS = 50
const VISITORS = 200

test.group('A crowd of visitors', () => {
  test('of 200 who want one time, one gets it; fifty times over', async ({ assert, cleanup }) => {
    const all = await taking()
    const crowd = new Crowd()
    cleanup(() => crowd.leave())
    const signe = all.signe.member.id
    const starts = await offered(all.nordlys, all.service, signe)
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await Promise.all(
        Array.from({ length: VISITORS }, () =>
          crowd.post(`/booking/services/${all.service.id}/times`, {
            start: starts[round],
            with: signe,
          })
        )
      )
      const [winner, ...others] = answers.filter(({ status }) => status === 303)
      assert.lengthOf(others, 0)
      const refused = answers.filter(({ status }) => status === 422)
      assert.lengthOf(refused, VISITORS - 1)
      assert.include(refused[0].text, 'That time has just been taken')
      await bookAsChosen(crowd, winner, round)
    }
    await assertNoOverlap(all.nordlys, assert)
    const mails = await mailsOf(all.nordlys)
    assert.lengthOf(mails, ROUNDS)
  }).timeout(120_000)
})

async function bookAsChosen(crowd: Crowd, { location }: Answer, number: number) {
  const page = await crowd.get(location!)
  return crowd.post(location!, { ...hiddenOn(page.text), ...visitor(number) })
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
