import { test } from '@japa/runner'
import { clinicClient, closeClinicDatabase } from '#clinics/database'
import Client from '#models/client'
import type Clinic from '#models/clinic'
import { nthClient } from '#tests/clients'
import { at, type People, people } from '#tests/people'
import { SmallDisk } from '#tests/peers/small_disk'

/** Enough failures in a row to show that the connection is still of use after the first. */
const FAILURES = 5
/** More than fit on the disk: a server that acknowledges all of them is lying. */
const TOO_MANY = 2000

test.group('Full disk', () => {
  test('what was acknowledged is there, what was not has thrown, and room makes it work again')
    .skip(() => !SmallDisk.isPossible(), 'this machine does not let the tests mount a small disk')
    .run(async ({ assert, cleanup }) => {
      const { nordlys, ida } = await people()
      const disk = await SmallDisk.under(nordlys)
      cleanup(() => disk.remove())

      const { acknowledged, errors } = await at(nordlys, () => registerUntilFull(ida))
      const stored = await idsOnDisk(nordlys)
      disk.makeRoom()
      const later = await at(nordlys, () => register(ida, 0))

      assert.isAbove(acknowledged.length, 50)
      assert.deepEqual(stored, acknowledged)
      assert.deepEqual(
        errors.map(({ code }) => code),
        Array(FAILURES).fill('SQLITE_FULL')
      )
      assert.deepEqual(await idsOnDisk(nordlys), [...acknowledged, later])
    })
})

/** Registers one client after the other; each is a transaction of several rows. */
async function registerUntilFull(ida: People['ida']) {
  const acknowledged: string[] = []
  const errors: { code: string }[] = []
  while (errors.length < FAILURES && acknowledged.length < TOO_MANY) {
    try {
      acknowledged.push(await register(ida, acknowledged.length))
    } catch (error) {
      errors.push(error)
    }
  }
  return { acknowledged, errors }
}

async function register({ member }: People['ida'], number: number) {
  const by = { member, address: null }
  const { id } = await Client.register(nthClient(number), { by })
  return id
}

/** As another process finds them: the connection is closed first. */
async function idsOnDisk(clinic: Clinic): Promise<string[]> {
  await closeClinicDatabase(clinic.id)
  const rows = await at(clinic, async () => clinicClient().from('clients').orderBy('id'))
  return rows.map(({ id }) => id)
}
