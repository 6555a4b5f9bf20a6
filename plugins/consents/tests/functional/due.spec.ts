import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import Client from '#models/client'
import type { Badge } from '#plugins/slots'
import { aClient, manyClients } from '#tests/clients'
import { at, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { consentTo } from '../../api.js'
import { narrowToDue, narrowToUnwilling } from '../../models/due.js'
import Request from '../../models/request.js'
import { statistics } from '../../models/statistics.js'
import { badges, homeCard } from '../../slots.js'
import {
  answered,
  clara,
  consenting,
  ORIGIN,
  PHOTOS,
  published,
  queriesOf,
  RECORDS,
  republished,
} from '../setting.js'

const names = (clients: { first_name: string }[]) =>
  clients.map(({ first_name: name }) => name).sort()

async function due() {
  const query = clinicClient().from('clients').select('first_name')
  narrowToDue(query)
  return names(await query)
}

async function unwilling() {
  const query = clinicClient().from('clients').select('first_name')
  narrowToUnwilling(query)
  return names(await query)
}

test.group('Who owes an answer', () => {
  test('follows what each client has said to the statements that are needed', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const state = () =>
      at(all.nordlys, async () => {
        const marks = await badges({ clientIds: [all.client.id], member: all.signe.member })
        return { due: await due(), unwilling: await unwilling(), badge: marks.get(all.client.id) }
      })
    const badge = (label: string, tone: Badge['tone']) => [{ label, tone }]

    assert.deepEqual(await state(), {
      due: ['Clara'],
      unwilling: [],
      badge: badge('Consent missing', 'warning'),
    })

    const [given] = await answered(client, all, {
      [all.records.id]: 'given',
      [all.photos.id]: 'refused',
    })
    assert.deepEqual(await state(), {
      due: [],
      unwilling: [],
      badge: badge('Consent given', 'good'),
    })

    await at(all.nordlys, () => republished(all.records, { ...RECORDS, kept: 'Ten years' }, true))
    assert.deepEqual(await state(), {
      due: ['Clara'],
      unwilling: [],
      badge: badge('Consent outdated', 'warning'),
    })

    await at(all.nordlys, () => given.withdraw({ method: 'member', told: 'phone', by: SERVER }))
    assert.deepEqual(await state(), {
      due: [],
      unwilling: ['Clara'],
      badge: badge('Consent withdrawn', 'bad'),
    })

    await at(all.nordlys, () => all.records.retire({ by: SERVER }))
    assert.deepEqual(await state(), { due: [], unwilling: [], badge: undefined })
  })

  test('the badge speaks the language of who looks', async ({ assert }) => {
    const all = await clara()
    const danish = await at(all.nordlys, () =>
      badges({ clientIds: [all.client.id], member: all.signe.member.merge({ locale: 'da' }) })
    )
    assert.equal(danish.get(all.client.id)![0].label, 'Samtykke mangler')
  })

  test('badges cost as many queries for three clients as for one', async ({ assert }) => {
    const all = await clara()
    const ids = await at(all.nordlys, () => manyClients(3))
    const count = (clientIds: string[]) =>
      queriesOf(all.nordlys, () =>
        at(all.nordlys, () => badges({ clientIds, member: all.signe.member }))
      )

    assert.equal(await count(ids), await count(ids.slice(0, 1)))
  })

  test('plugins ask by the key of a statement', async ({ client, assert }) => {
    const all = await clara()
    const marketing = (id = all.client.id) => at(all.nordlys, () => consentTo('marketing', id))
    assert.equal(await marketing(), 'missing')

    await at(all.nordlys, () => published(PHOTOS, { required: false, key: 'marketing' }))
    assert.equal(await marketing(), 'missing')
    const { token, request } = await at(all.nordlys, async () => {
      const statement = await published(RECORDS, { required: false, key: 'photos' })
      const asked = await Request.ask({
        client: all.client,
        statementIds: [statement.id],
        channel: 'link',
        origin: ORIGIN,
        by: SERVER,
      })
      return { token: await asked.newLink(), request: asked, statement }
    })
    const [{ id }] = await at(all.nordlys, () => request.questions())
    await answered(client, { ...all, token, request }, { [id]: 'given' })
    assert.equal(await at(all.nordlys, () => consentTo('photos', all.client.id)), 'given')
  })

  test('the numbers of each statement are of active clients', async ({ client, assert }) => {
    const all = await clara()
    await answered(client, all, { [all.records.id]: 'given', [all.photos.id]: 'refused' })
    await at(all.nordlys, async () => {
      await aClient({ firstName: 'Bo', email: null })
      const gone = await aClient({ firstName: 'Gone' })
      await gone.archive({ by: SERVER })
      const counts = await statistics()
      assert.deepEqual(counts.get(all.records.id), {
        given: 1,
        outdated: 0,
        refused: 0,
        withdrawn: 0,
        missing: 1,
      })
      assert.equal(counts.get(all.photos.id)!.refused, 1)
      assert.deepEqual(await homeCard(), { isSetUp: true, due: 1, unwilling: 0, open: 0 })
    })
  })

  test('the home page says so, and the filter of the client list shows them', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const home = await client.get('/').as(all.signe)
    assert.include(home.text(), 'The consent of 1 client is missing or outdated')

    await at(all.nordlys, () => aClient({ firstName: 'Bo' }))
    await answered(client, all, { [all.records.id]: 'given', [all.photos.id]: 'refused' })
    const list = await client.get('/clients?filter=consents').as(all.signe)
    assert.include(list.text(), 'Bo Østergaard')
    assert.notInclude(list.text(), 'Clara Østergaard')
    const everybody = await client.get('/clients').as(all.signe)
    assert.include(everybody.text(), 'Consent missing')
    assert.notInclude(everybody.text(), 'Consent given', 'what is well needs no mark')
  })

  test('a clinic with nothing to ask is told what to do first', async ({ client, assert }) => {
    const { ida } = await consenting()
    const home = await client.get('/').as(ida)
    assert.include(home.text(), 'No statement is published yet')
    const requests = await client.get('/consents').as(ida)
    assert.include(requests.text(), 'Nobody has been asked yet')
    const statements = await client.get('/consents/statements').as(ida)
    assert.include(statements.text(), 'No statements yet')
    const many = await client.get('/consents/batches/create').as(ida)
    assert.include(many.text(), 'Nothing to ask yet')
  })
})

test.group('A clinic that does not use consents', () => {
  test('sees nothing of them', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    await at(nordlys, () => Client.create({ firstName: 'Bo', lastName: '' }))
    const home = await client.get('/').as(ida)
    assert.notInclude(home.text(), '/consents')
    const page = await client.get('/consents').as(ida)
    page.assertStatus(404)
    await switchOn(nordlys, 'consents')
    const after = await client.get('/consents').as(ida)
    after.assertStatus(200)
  })
})
