import { test } from '@japa/runner'
import Member from '#models/member'
import { letPass } from '#tests/clock'
import { at, countQueries, type Person } from '#tests/people'
import { pin, ringless, statusOf, textOf, withKey, withRecovery } from '../keyed.js'

const DAY = 86_400_000

test.group('Pages about keys', () => {
  test('lead a member from nothing to the first note', async ({ client, assert }) => {
    const all = await ringless()
    const page = async (path: string, who: Person) => textOf(client.get(path).as(who))
    assert.include(await page('/keys', all.signe), 'You have no key yet')
    assert.include(await page('/', all.signe), 'Make your key, so that you can write notes')
    assert.include(await page('/keys/recovery', all.signe), 'It is made by Ida Lund, Mads Holm.')
    assert.include(await page('/keys/recovery', all.mads), 'href="/keys/recovery/create"')
    const atHome = await page('/', all.mads)
    assert.include(atHome, 'The clinic needs a recovery key')
    assert.notInclude(atHome, 'Make your key', 'he neither reads nor writes notes')
    assert.include(atHome, 'href="/keys"')
    assert.include(await page('/keys', all.mads), 'Your role neither reads nor writes notes')

    const signe = await withKey(all.signe)
    assert.include(await page('/keys', signe), 'Before the first note')
    const recovery = await withRecovery(all.ida)
    assert.include(await page('/', signe), 'Confirm the clinic&#x27;s recovery key')
    await pin(signe, recovery.keys.id)
    assert.notInclude(await page('/keys', signe), 'Before the first note')
    assert.notInclude(await page('/', signe), 'Confirm the clinic')
  })

  test('say when it is time to try again, and not before', async (context) => {
    const { client, assert } = context
    const all = await ringless()
    const ida = await withKey(all.ida)
    const recovery = await withRecovery(ida)
    await pin(ida, recovery.keys.id)
    const home = async (who: Person) => textOf(client.get('/').as(who))
    const [own, paper] = ['Try your key file again', 'Try the clinic&#x27;s recovery key again']
    assert.notInclude(await home(ida), own)

    letPass(179 * DAY, context)
    assert.notInclude(await home(ida), own)
    letPass(2 * DAY, context)
    assert.include(await home(ida), own)
    assert.include(await home(ida), paper)
    const signe = await withKey(all.signe)
    await pin(signe, recovery.keys.id)
    assert.notInclude(await home(signe), paper, 'she does not keep it')
  })

  test('show whose key is new, confirmed or changed, in as many queries for one as for three', async ({
    client,
    assert,
  }) => {
    const all = await ringless()
    const ida = await withKey(all.ida)
    const list = async () => {
      const text = await textOf(client.get('/keys/colleagues').as(ida))
      return text.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ')
    }
    assert.include(await list(), 'Signe Dahl No key yet')
    const signe = await withKey(all.signe)
    assert.include(await list(), 'Ida Lund Yours')
    assert.include(await list(), 'Signe Dahl Not confirmed')
    assert.notInclude(await list(), 'Mads Holm')
    const two = await countQueries(list)

    await pin(ida, signe.keys.id)
    assert.include(await list(), 'Signe Dahl Confirmed by you')
    await withKey(all.signe)
    assert.include(await list(), 'Signe Dahl has another key than the one that you confirmed')
    assert.include(await list(), 'Signe Dahl Changed')

    await withKey(all.mads)
    await at(all.nordlys, async () => {
      const person = {
        name: 'Åse',
        email: 'aase@nordlys.test',
        password: 'x',
        role: 'practitioner',
      }
      await withKey({ ...all.signe, member: await Member.create(person) })
    })
    assert.equal(await countQueries(list), two)
  })

  test('are closed to a receptionist, and recovery to who does not manage keys', async ({
    client,
    assert,
  }) => {
    const { jonas, signe } = await ringless()
    for (const path of ['/keys', '/keys/setup', '/keys/cards', '/keys/colleagues', '/keys/health'])
      assert.equal(await statusOf(client.get(path).as(jonas)), 403, path)
    for (const path of ['/keys/recovery/create', '/keys/recovery/proof', '/keys/health'])
      assert.equal(await statusOf(client.get(path).as(signe)), 403, path)
    const home = await client.get('/').as(jonas)
    home.assertTextIncludes('Jonas')
  })

  test('a key for which there is nothing to do leads to what comes first', async ({ client }) => {
    const { ida } = await ringless()
    const proof = await client.get('/keys/proof').as(ida)
    proof.assertStatus(302)
    proof.assertHeader('location', '/keys/setup')
    const recovery = await client.get('/keys/recovery/proof').as(ida)
    recovery.assertHeader('location', '/keys/recovery')
  })
})
