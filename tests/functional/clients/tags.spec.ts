import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import Tag from '#models/tag'
import { auditActions } from '#tests/audit'
import { at, countQueries, people, type People } from '#tests/people'
import { aClient, statusOf, textOf } from '#tests/clients'

async function taggedClara({ nordlys }: People, ...tags: string[]) {
  return at(nordlys, async () => {
    const clara = await aClient()
    for (const tag of tags) await clara.addTag(tag, { by: SERVER })
    return Tag.query().orderBy('name')
  })
}

test.group('Settings → Tags', () => {
  test('says how tags are made while there are none', async ({ client, assert }) => {
    const { mads } = await people()
    assert.include(await textOf(client.get('/settings/tags').as(mads)), 'No tags yet')
  })

  test('renames and removes a tag, and the client stays', async ({ client, assert }) => {
    const all = await people()
    const { mads, nordlys } = all
    const [insurance] = await taggedClara(all, 'Insurance', 'VIP')
    await client.put(`/settings/tags/${insurance.id}`).as(mads).form({ name: 'Insured' })
    assert.include(await textOf(client.get('/clients').as(mads)), 'Insured')

    await client.delete(`/settings/tags/${insurance.id}`).as(mads)
    const list = await textOf(client.get('/clients').as(mads))
    assert.notInclude(list, 'Insured')
    assert.include(list, 'Clara')
    const left = await at(nordlys, () => Tag.all())
    assert.deepEqual(
      left.map(({ name }) => name),
      ['VIP']
    )
    assert.includeMembers(await auditActions(nordlys), ['tag.renamed', 'tag.removed'])
  })

  test('no two tags have one name, and a name is needed', async ({ client, assert }) => {
    const all = await people()
    const [insurance] = await taggedClara(all, 'Insurance', 'VIP')
    for (const [name, sentence] of [
      ['vip', 'There is a tag “VIP” already.'],
      ['', 'Name is missing.'],
    ]) {
      const response = await client
        .put(`/settings/tags/${insurance.id}`)
        .as(all.mads)
        .form({ name })
      response.assertStatus(422)
      assert.include(response.text(), sentence)
    }
    const same = await client
      .put(`/settings/tags/${insurance.id}`)
      .as(all.mads)
      .form({ name: 'INSURANCE' })
    same.assertStatus(303)
  })

  test('one tag costs as many queries as three; permission and clinic are looked at', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const get = () => client.get('/settings/tags').as(all.mads)
    const [tag] = await taggedClara(all, 'A')
    await get()
    const one = await countQueries(get)
    await taggedClara(all, 'B', 'C')
    assert.equal(await countQueries(get), one)
    assert.equal(await statusOf(client.delete(`/settings/tags/${tag.id}`).as(all.jonas)), 403)
    assert.equal(await statusOf(client.delete(`/settings/tags/${tag.id}`).as(all.freja)), 404)
  })
})
