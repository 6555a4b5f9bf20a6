import { test } from '@japa/runner'
import type { Member } from '#calendar/free/free_starts'
import { supplyOf } from '#calendar/free/supply'

const need = { minutes: 60, bufferBefore: 0, bufferAfter: 0 }
/** Eight hours in minutes, with a beginning every half hour. */
const steps = Array.from({ length: 16 }, (_, index) => index * 30)

function member(more: Partial<Member> = {}): Member {
  return { open: new Map([[null, [{ from: 0, until: 480 }]]]), away: [], taken: [], ...more }
}

function supply(more: Partial<Member>, start: number) {
  return supplyOf(member(more), { need, steps, start })
}

test.group('How much visitors can have of a day', () => {
  test('counts each minute once, and none that is booked or off', ({ assert }) => {
    assert.deepEqual(supply({}, 0), { whole: 480, now: 480, after: 420 })
    const half = { taken: [{ from: 0, until: 120 }], away: [{ from: 360, until: 480 }] }
    assert.deepEqual(supply(half, 120), { whole: 240, now: 240, after: 180 })
  })

  test('counts what is held, and no gap in which nothing can begin', ({ assert }) => {
    const taken = [{ from: 30, until: 90, isHeld: true }]
    assert.deepEqual(supply({ taken }, 120), { whole: 480, now: 390, after: 300 })
  })

  test('counts what another member holds of the only room', ({ assert }) => {
    const taken = [
      { from: 0, until: 240, isHeld: true },
      { from: 420, until: 480 },
    ]
    const rooms = [{ locationId: null, taken }]
    assert.deepEqual(supply({ rooms }, 240), { whole: 420, now: 180, after: 120 })
  })
})
