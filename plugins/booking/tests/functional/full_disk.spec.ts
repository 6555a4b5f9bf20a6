import { test } from '@japa/runner'
import { closeClinicDatabase } from '#clinics/database'
import Client from '#models/client'
import { Crowd, hiddenOn, visitor } from '#tests/crowd'
import { SmallDisk } from '#tests/peers/small_disk'
import { at } from '#tests/people'
import Booking from '../../models/booking.js'
import { offered, taking } from '../setting.js'

/** More than fit on the disk. */
const TOO_MANY = 400
const FAILURES = 3

test.group('A full disk', () => {
  test('what a visitor was told is booked is stored, and room makes it work again')
    .skip(() => !SmallDisk.isPossible(), 'this machine does not let the tests mount a small disk')
    .run(async ({ assert, cleanup }) => {
      const all = await taking({ grid: 60, furthestDays: 100 })
      const starts = await offered(all.nordlys, all.service)
      const disk = await SmallDisk.under(all.nordlys)
      const crowd = new Crowd()
      cleanup(() => disk.remove())
      cleanup(() => crowd.leave())

      async function book(number: number) {
        const path = `/booking/services/${all.service.id}/times`
        const held = await crowd.post(path, { start: starts[number % starts.length] })
        if (held.status !== 303) return held.status
        const page = await crowd.get(held.location!)
        const form = { ...hiddenOn(page.text), ...visitor(number) }
        const answer = await crowd.post(held.location!, form)
        return answer.status
      }

      const confirmed: string[] = []
      let failures = 0
      for (let number = 0; failures < FAILURES && number < TOO_MANY; number++) {
        const status = await book(number)
        if (status === 303) confirmed.push(visitor(number).email)
        else if (status === 500) failures++
      }
      assert.equal(failures, FAILURES)
      await closeClinicDatabase(all.nordlys.id)
      const stored = await at(all.nordlys, () => Booking.query().preload('client').orderBy('id'))
      assert.deepEqual(
        stored.map(({ client }) => client.email),
        confirmed
      )

      disk.makeRoom()
      assert.equal(await book(TOO_MANY), 303)
      const late = await at(all.nordlys, () => Client.findBy('email', visitor(TOO_MANY).email))
      assert.isNotNull(late)
    })
})
