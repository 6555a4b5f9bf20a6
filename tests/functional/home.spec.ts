import { test } from '@japa/runner'
import Client from '#models/client'
import { aService } from '#tests/calendar'
import { at, people } from '#tests/people'

/** Where the steps lead that the page still shows. */
function stepsOf(html: string) {
  const list = html.match(/<ul class="checklist">([^]*?)<\/ul>/)?.[1] ?? ''
  return [...list.matchAll(/href="([^"]+)"/g)].map(([, path]) => path)
}

const NEXT = 'Nothing more is booked today.'

test.group('Home', () => {
  test('shows a new clinic the steps that are left, and how many are done', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    const before = await client.get('/').as(ida)
    await at(nordlys, () => Client.create({ firstName: 'Nora', lastName: 'Nord' }))
    const after = await client.get('/').as(ida)

    const left = ['/settings/services', '/settings/hours', '/settings/plugins', '/security']
    assert.deepEqual(stepsOf(before.text()), ['/clients/imports', ...left])
    before.assertTextIncludes('1 of 6 are done.')
    assert.deepEqual(stepsOf(after.text()), left)
    after.assertTextIncludes('2 of 6 are done.')
  })

  test('puts today first as soon as most steps are done', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    const before = await client.get('/').as(ida)
    await at(nordlys, async () => {
      await Client.create({ firstName: 'Nora', lastName: 'Nord' })
      await aService()
    })
    const after = await client.get('/').as(ida)
    const [early, later] = [before.text(), after.text()]

    assert.isBelow(early.indexOf('checklist'), early.indexOf(NEXT))
    assert.isBelow(later.indexOf(NEXT), later.indexOf('checklist'))
    assert.notInclude([early.indexOf(NEXT), later.indexOf('checklist')], -1)
  })

  test('shows only what the member may do, and no link that leads nowhere', async ({
    client,
    assert,
  }) => {
    const { ida, jonas } = await people()
    const ofReceptionist = await client.get('/').as(jonas)
    assert.deepEqual(stepsOf(ofReceptionist.text()), ['/security'])

    const ofOwner = await client.get('/').as(ida)
    for (const path of stepsOf(ofOwner.text())) {
      const page = await client.get(path).as(ida)
      page.assertStatus(200)
    }
  })
})
