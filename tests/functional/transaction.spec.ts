import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import { afterCommit } from '#clinics/clinic_in_hand'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import ClientCreated from '#events/client_created'
import Client from '#models/client'
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

  test('what fails after a commit fails alone: the answer is the success that it is', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const heard: string[] = []
    const off = emitter.on(ClientCreated, ({ clientId }) => {
      heard.push(clientId)
      throw new Error('The listener is broken')
    })

    const response = await client.post('/clients').as(ida).form({ firstName: 'Kim' })
    off()

    const [kim] = await at(nordlys, () => Client.all())
    response.assertStatus(303)
    response.assertHeader('location', `/clients/${kim.id}`)
    assert.deepEqual(heard, [kim.id])

    await at(nordlys, async () => {
      const broken = () => {
        throw new Error('Broken')
      }
      const seen: string[] = []
      await transaction(async () => {
        await afterCommit(broken)
        await afterCommit(() => seen.push('the next one'))
      })
      await afterCommit(broken)
      assert.deepEqual(seen, ['the next one'])
    })
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
