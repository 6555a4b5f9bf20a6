import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import Client from '#models/client'
import ExportRequest from '#models/export_request'
import { auditEvents } from '#tests/audit'
import { aClient, manyClients, textOf } from '#tests/clients'
import { itIs, letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at, countQueries, type People, type Person } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import { circleOf } from '../../plugins/soap/tests/circled.js'
import { keepNote, noting } from '../../plugins/soap/tests/setting.js'
import { rulesOn, strictClinic } from '../../plugins/strict-mode/tests/setting.js'

const HOUR_MS = 60 * 60_000
const LIST = { format: 'json', status: 'all' }
const ASKED = {
  kind: 'clients',
  ...LIST,
  nationalIds: 'false',
  reason: 'We move to another system',
}

/** Nordlys with five clients, of whom two may leave at once. */
async function guardedClinic(hours = 24) {
  const all = await strictClinic({ export_approval: { clients: 2, approvalHours: hours } })
  await at(all.nordlys, () => manyClients(5))
  return all
}

function taken(client: ApiClient, person: Person, choice: object = LIST) {
  return client.post('/clients/exports').as(person).form(choice)
}

async function numberTaken(client: ApiClient, person: Person, choice?: object) {
  const response = await taken(client, person, choice)
  return response.status() === 200 ? response.body().clients.length : null
}

/** The newest request of the clinic. */
function latest({ nordlys }: People) {
  return at(nordlys, () => ExportRequest.query().orderBy('createdAt', 'desc').firstOrFail())
}

async function standing(all: People) {
  const { state } = await latest(all)
  return state
}

/** Mads asks, and the request is there. */
async function asked(client: ApiClient, all: People, values: object = {}) {
  const response = await client
    .post('/exports')
    .as(all.mads)
    .form({ ...ASKED, ...values })
  response.assertStatus(303)
  return latest(all)
}

async function approved(client: ApiClient, all: People) {
  const { id } = await asked(client, all)
  await client.post(`/exports/${id}/approval`).as(all.ida)
  return id
}

/** What the audit log says of exports, without who and when. */
async function told({ nordlys }: People) {
  const events = await auditEvents(nordlys)
  return events
    .map(({ action, member_name: name }) => `${name?.split(' ')[0] ?? 'server'} ${action}`)
    .filter((line) => / (export\.|clients\.exported)/.test(line))
}

test.group('Exports approved by a second person', () => {
  test('are asked for above the number, and not below', async ({ client, assert }) => {
    const all = await guardedClinic()
    const { nordlys, mads } = all
    const refused = await taken(client, mads)
    refused.assertStatus(303)
    const where = refused.header('location')!
    assert.match(where, /^\/exports\/new\?kind=clients&format=json&status=all/)
    const page = await textOf(client.get(where).as(mads))
    assert.include(page, 'More than 2 clients at once leave only when a second person agrees.')
    assert.include(page, '5 clients')
    assert.include(page, 'Ida Lund')
    assert.deepEqual(await told(all), [])

    await at(nordlys, async () => {
      for (const one of await Client.query().limit(3))
        await one.archive({ by: { member: null, address: null } })
    })
    assert.equal(await numberTaken(client, mads, { ...LIST, status: 'active' }), 2)
  })

  test('leave once, after another member has approved, and the audit log says who did what', async ({
    client,
    assert,
  }) => {
    const all = await guardedClinic()
    const { id } = await asked(client, all)
    const [mail, ...others] = await mailsOf(all.nordlys)
    assert.lengthOf(others, 0)
    assert.equal(mail.recipient, 'ida@nordlys.test')
    assert.include(mail.text!, 'Mads Holm wants to take out 5 clients')
    assert.notInclude(mail.text!, ASKED.reason)
    assert.include(await textOf(client.get('/').as(all.ida)), 'An export waits for a second person')
    const overview = await textOf(client.get('/settings/security-overview').as(all.ida))
    assert.include(overview, 'An export waits')
    const page = await textOf(client.get(`/exports/${id}`).as(all.ida))
    assert.include(page, ASKED.reason)
    assert.isNull(await numberTaken(client, all.mads))

    await client.post(`/exports/${id}/approval`).as(all.ida)
    assert.isNull(await numberTaken(client, all.ida), 'the yes is for who asked')
    assert.equal(await numberTaken(client, all.mads), 5)
    assert.isNull(await numberTaken(client, all.mads), 'it is used up')
    assert.deepEqual(await told(all), [
      'Mads export.requested',
      'Ida export.approved',
      'Mads clients.exported',
    ])
    const events = await auditEvents(all.nordlys)
    const { details } = events.at(-1)
    assert.deepInclude(details, { request: id, approvedBy: 'Ida Lund', clients: 5 })
    assert.include(
      await textOf(client.get('/settings/security-overview').as(all.ida)),
      'approved by Ida Lund'
    )
  })

  test('are good for exactly what was asked, and for no more clients', async ({
    client,
    assert,
  }) => {
    const all = await guardedClinic()
    await approved(client, all)
    assert.isNull(await numberTaken(client, all.mads, { ...LIST, nationalIds: '1' }))
    const vcard = await taken(client, all.mads, { ...LIST, format: 'vcard' })
    vcard.assertStatus(303)
    await at(all.nordlys, () => Client.create({ firstName: 'Late', lastName: 'Comer' }))
    assert.isNull(await numberTaken(client, all.mads))
    await at(all.nordlys, async () => {
      const late = await Client.findByOrFail('firstName', 'Late')
      await late.delete()
    })
    assert.equal(await numberTaken(client, all.mads), 5)
  })

  test('are approved by nobody for themselves, nor without the permission or a proof', async ({
    client,
    assert,
  }) => {
    const all = await guardedClinic()
    const { id } = await asked(client, all)
    const answer = `/exports/${id}/approval`
    const own = await client.post(answer).as(all.mads)
    own.assertStatus(404)
    const bySigne = await client.post(answer).as(all.signe)
    bySigne.assertStatus(403)
    const seen = await client.get(`/exports/${id}`).as(all.signe)
    seen.assertStatus(404)
    const unproved = await Visitor.as(client, all.ida, { proved_at: 0 }).post(answer)
    assert.match(unproved.header('location')!, /^\/identity/)
    assert.equal(await standing(all), 'waiting')
    const noRight = await client.post('/exports').as(all.signe).form(ASKED)
    noRight.assertStatus(404)
    const noReason = await client
      .post('/exports')
      .as(all.mads)
      .form({ ...ASKED, reason: '' })
    noReason.assertStatus(422)
    assert.include(noReason.text(), 'What it is for is missing.')
  })

  test('are declined with a sentence that who asked reads, also after a yes', async ({
    client,
    assert,
  }) => {
    const all = await guardedClinic()
    const id = await approved(client, all)
    const refusal = `/exports/${id}/refusal`
    const silent = await client.post(refusal).as(all.ida)
    silent.assertStatus(422)
    assert.include(silent.text(), 'Why not is missing.')
    await client.post(refusal).as(all.ida).form({ answer: 'Not before the contract is signed' })
    assert.isNull(await numberTaken(client, all.mads))
    const page = await textOf(client.get(`/exports/${id}`).as(all.mads))
    assert.include(page, 'Declined by Ida Lund.')
    assert.include(page, 'Not before the contract is signed')
    const mails = await mailsOf(all.nordlys)
    assert.include(mails.at(-1)!.subject!, 'was declined')
    assert.deepEqual(await told(all), [
      'Mads export.requested',
      'Ida export.approved',
      'Ida export.refused',
    ])
  })

  test('wait, and then hold, for the hours that were chosen', async (context) => {
    const { client, assert } = context
    itIs('2027-06-15T09:00:00Z', context)
    const all = await guardedClinic(4)
    const { id } = await asked(client, all)
    letPass(3.9 * HOUR_MS, context)
    await client.post(`/exports/${id}/approval`).as(all.ida)
    letPass(3.9 * HOUR_MS, context)
    assert.equal(await standing(all), 'approved')
    letPass(0.2 * HOUR_MS, context)
    assert.isNull(await numberTaken(client, all.mads))

    const { id: second } = await asked(client, all)
    letPass(4.1 * HOUR_MS, context)
    const late = await client.post(`/exports/${second}/approval`).as(all.ida)
    late.assertStatus(303)
    assert.isNull(await numberTaken(client, all.mads))
    const page = await textOf(client.get(`/exports/${second}`).as(all.mads))
    assert.include(page, 'Nobody answered in time')
    await at(all.nordlys, () => ExportRequest.tidy())
    assert.deepEqual(await told(all), [
      'Mads export.requested',
      'Ida export.approved',
      'Mads export.requested',
      'server export.expired',
      'server export.expired',
    ])
  })

  test('are answered once and taken out once, however many try at the same time', async ({
    client,
    assert,
  }) => {
    const all = await guardedClinic()
    await at(all.nordlys, () => all.signe.member.changeRole('owner', SOMEBODY))
    const { id } = await asked(client, all)
    const yes = (person: Person) => client.post(`/exports/${id}/approval`).as(person)
    await Promise.all([yes(all.ida), yes(all.signe), yes(all.ida)])
    const taking = [1, 2, 3].map(() => numberTaken(client, all.mads))
    const numbers = await Promise.all(taking)
    assert.sameMembers(numbers, [5, null, null])
    const lines = await told(all)
    assert.lengthOf(
      lines.filter((line) => line.endsWith('export.approved')),
      1
    )
    assert.lengthOf(
      lines.filter((line) => line.endsWith('clients.exported')),
      1
    )
  })

  test('need a yes of somebody who could give it today', async ({ client, assert }) => {
    const all = await guardedClinic()
    await at(all.nordlys, () => all.signe.member.changeRole('owner', SOMEBODY))
    const { id } = await asked(client, all)
    await client.post(`/exports/${id}/approval`).as(all.signe)
    await at(all.nordlys, () => all.signe.member.deactivate(SOMEBODY))
    assert.isNull(await numberTaken(client, all.mads))
    await at(all.nordlys, () => all.signe.member.reactivate(SOMEBODY))
    assert.equal(await numberTaken(client, all.mads), 5)
  })

  test('are withdrawn by who asked', async ({ client, assert }) => {
    const all = await guardedClinic()
    const id = await approved(client, all)
    const byIda = await client.delete(`/exports/${id}`).as(all.ida)
    byIda.assertStatus(404)
    await client.delete(`/exports/${id}`).as(all.mads)
    assert.equal(await standing(all), 'withdrawn')
    assert.isNull(await numberTaken(client, all.mads))
  })

  test('lock nobody out where there is nobody else: all owners are told', async ({
    client,
    assert,
  }) => {
    const all = await guardedClinic()
    await at(all.nordlys, () => all.mads.member.deactivate(SOMEBODY))
    const rule = await textOf(
      client.get('/strict-mode/rules/export_approval?clients=3&approvalHours=24').as(all.ida)
    )
    assert.include(rule, 'There is nobody else who could approve for: Ida Lund.')
    const list = await textOf(client.get('/strict-mode').as(all.ida))
    assert.include(list, 'Not yet: Ida Lund')
    const refused = await taken(client, all.ida)
    const page = await textOf(client.get(refused.header('location')!).as(all.ida))
    assert.include(page, 'There is nobody else who could approve')

    const done = await client.post('/exports').as(all.ida).form(ASKED)
    done.assertHeader('location', '/clients/exports/new?format=json&status=all&nationalIds=false')
    assert.equal(await numberTaken(client, all.ida), 5)
    assert.isNull(await numberTaken(client, all.ida))
    const [mail] = await mailsOf(all.nordlys)
    assert.equal(mail.recipient, 'ida@nordlys.test')
    assert.include(mail.text!, 'nobody else could approve it')
    assert.deepEqual(await told(all), [
      'Ida export.requested',
      'Ida export.went_on_alone',
      'Ida clients.exported',
    ])
    const events = await auditEvents(all.nordlys)
    assert.isNull(events.at(-1).details.approvedBy)

    await client.post('/exports').as(all.ida).form(ASKED)
    await at(all.nordlys, () => all.mads.member.reactivate(SOMEBODY))
    assert.isNull(await numberTaken(client, all.ida), 'by now there is somebody')
  })

  test('hold for notes that are taken along too', async ({ client, assert }) => {
    const all = await noting()
    const { nordlys, signe, ida, recovery, clara } = all
    const ids = await at(nordlys, async () => {
      const others = [await aClient({ firstName: 'Bo' }), await aClient({ firstName: 'Eva' })]
      return Promise.all(
        [clara, ...others].map(async (one) => {
          const circle = await circleOf(signe, one.id, [recovery.keys.id])
          return keepNote(signe, { client: one, circle })
        })
      )
    })
    await switchOn(nordlys, 'strict-mode')
    await rulesOn(nordlys, { export_approval: { clients: 2, approvalHours: 24 } })
    const take = (notes: string[], kind = 'json') =>
      client.post('/soap/export').as(signe).json({ kind, notes })

    const few = await take(ids.slice(0, 2))
    few.assertStatus(204)
    const many = await take(ids)
    many.assertStatus(403)
    assert.deepEqual(many.body(), { error: 'unapproved' })
    const page = await textOf(client.get('/exports/new?kind=soap.notes&as=json').as(signe))
    assert.include(page, '3 clients')
    const reason = 'They go to the new system'
    await client.post('/exports').as(signe).form({ kind: 'soap.notes', as: 'json', reason })
    const { id } = await latest(all)
    await client.post(`/exports/${id}/approval`).as(ida)
    const sealed = await take(ids, 'envelopes')
    sealed.assertStatus(403)
    const whole = await take(ids)
    whole.assertStatus(204)
    const again = await take(ids)
    again.assertStatus(403)
    const events = await auditEvents(nordlys)
    const { action, details } = events.at(-1)
    assert.equal(action, 'soap.taken_along')
    assert.deepInclude(details, { notes: 3, clients: 3, request: id, approvedBy: 'Ida Lund' })
    // Each of the three finds it among who looked.
    const reads = events.filter((event) => event.action === 'soap.read').slice(-3)
    assert.lengthOf(new Set(reads.map((event) => event.subject_id)), 3)
    assert.isTrue(reads.every((event) => event.details.kind === 'json'))
  })

  test('are all in one list, at the price of one', async ({ client, assert }) => {
    const all = await guardedClinic()
    await asked(client, all)
    const look = () => client.get('/exports').as(all.ida)
    await look()
    const withOne = await countQueries(look)
    for (const format of ['csv', 'vcard']) await asked(client, all, { format })
    assert.equal(await countQueries(look), withOne)
    const page = await textOf(look())
    assert.lengthOf(page.match(/Mads Holm<\/span>/g)!, 3)
  })

  test('are no matter where no plugin asks', async ({ client, assert }) => {
    const all = await strictClinic()
    await at(all.nordlys, () => manyClients(5))
    assert.equal(await numberTaken(client, all.mads), 5)
    assert.notInclude(await textOf(client.get('/settings/members').as(all.ida)), '"/exports"')
    await rulesOn(all.nordlys, { export_approval: { clients: 2, approvalHours: 24 } })
    assert.include(await textOf(client.get('/settings/members').as(all.ida)), '"/exports"')
  })
})

const SOMEBODY = { member: null, address: null }
