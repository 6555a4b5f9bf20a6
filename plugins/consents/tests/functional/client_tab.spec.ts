import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { clinicClient } from '#clinics/database'
import { at } from '#tests/people'
import { answered, type Clara, clara, RECORDS, republished } from '../setting.js'

test.group('The tab of a client', () => {
  async function tabOf(client: ApiClient, { client: who, signe }: Clara) {
    const page = await client.get(`/clients/${who.id}?tab=consents`).as(signe)
    return page.text()
  }

  test('tells what is missing, given, refused, outdated, and what is under way', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const fresh = await tabOf(client, all)
    assert.equal(fresh.match(/>Missing</g)!.length, 2)
    assert.include(fresh, 'Waiting for an answer')

    await answered(client, all, { [all.records.id]: 'given', [all.photos.id]: 'refused' })
    const after = await tabOf(client, all)
    assert.notInclude(after, '>Missing<')
    assert.notInclude(after, 'Waiting for an answer')
    assert.include(after, '>Given<')
    assert.include(after, '>Refused<')
    assert.include(after, 'By a link in an e-mail')

    await at(all.nordlys, () => republished(all.records, { ...RECORDS, kept: 'Ten years.' }, true))
    assert.include(await tabOf(client, all), '>Outdated<')
  })

  test('a small correction outdates nothing', async ({ client, assert }) => {
    const all = await clara()
    await answered(client, all, { [all.records.id]: 'given', [all.photos.id]: 'given' })
    await at(all.nordlys, () =>
      republished(all.records, { ...RECORDS, kept: 'Five  years.' }, false)
    )

    assert.notInclude(await tabOf(client, all), '>Outdated<')
  })

  test('is not there for who may not see consents', async ({ client, assert }) => {
    const all = await clara()
    await at(all.nordlys, async () => {
      const row = { role: 'practitioner', permission: 'consents.read', allowed: false }
      await clinicClient().insertQuery().table('role_permissions').insert(row)
      const { reloadClinicState } = await import('#clinics/state')
      await reloadClinicState()
    })

    assert.notInclude(await tabOf(client, all), 'tab=consents')
  })
})
