import { test } from '@japa/runner'
import { afterCommit } from '#clinics/clinic_in_hand'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import { at, people } from '#tests/people'

test.group('afterCommit', () => {
  test('waits for the commit, and is dropped with a rollback', async ({ assert }) => {
    const { nordlys } = await people()
    const seen: string[] = []

    await at(nordlys, async () => {
      await transaction(async () => {
        await afterCommit(() => seen.push('kept'))
        await transaction(() => afterCommit(() => seen.push('inner')))
        seen.push('work')
      })
      await assert.rejects(() =>
        transaction(async () => {
          await afterCommit(() => seen.push('dropped'))
          throw new Error('no')
        })
      )
      await afterCommit(() => seen.push('at once'))
    })

    assert.deepEqual(seen, ['work', 'kept', 'inner', 'at once'])
  })

  test('settings written in a transaction hold after it, and not after a rollback', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    const values = { locale: 'da', timeZone: 'Europe/Oslo', currency: 'NOK' } as const

    await at(nordlys, async () => {
      await assert.rejects(() =>
        transaction(async () => {
          await clinicSettings.write(values)
          throw new Error('no')
        })
      )
      assert.equal(clinicSettings.read().locale, 'en')

      await transaction(() => clinicSettings.write(values))
      assert.deepEqual(clinicSettings.read(), values)
    })
  })
})
