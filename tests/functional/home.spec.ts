import { test } from '@japa/runner'
import Client from '#models/client'
import { at, people } from '#tests/people'

/** The first steps that the page shows, and which of them are done. */
function stepsOf(html: string) {
  const list = html.match(/<ul class="checklist">([^]*?)<\/ul>/)?.[1] ?? ''
  return [...list.matchAll(/<li class="([\w-]*)">[^]*?href="([^"]+)"/g)].map(([, state, path]) => [
    path,
    state === 'is-done',
  ])
}

test.group('Home', () => {
  test('shows a new clinic its first steps, and what is done of them', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    const before = await client.get('/').as(ida)
    await at(nordlys, () => Client.create({ firstName: 'Nora', lastName: 'Nord' }))
    const after = await client.get('/').as(ida)

    assert.deepEqual(stepsOf(before.text()), [
      ['/clients/imports', false],
      ['/settings/members', true],
      ['/settings/services', false],
      ['/settings/hours', false],
      ['/settings/plugins', false],
      ['/security', false],
    ])
    assert.deepEqual(stepsOf(after.text())[0], ['/clients/imports', true])
  })

  test('shows only what the member may do, and no link that leads nowhere', async ({
    client,
    assert,
  }) => {
    const { ida, jonas } = await people()
    const ofReceptionist = await client.get('/').as(jonas)
    assert.deepEqual(stepsOf(ofReceptionist.text()), [['/security', false]])

    const ofOwner = await client.get('/').as(ida)
    for (const [path] of stepsOf(ofOwner.text())) {
      const page = await client.get(path as string).as(ida)
      page.assertStatus(200)
    }
  })
})
