import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import Client from '#models/client'
import { aClient } from '#tests/clients'
import { at } from '#tests/people'
import { deleteDataOf, switchOff } from '#tests/plugins'
import Answer from '../../models/answer.js'
import Batch from '../../models/batch.js'
import Standing from '../../models/standing.js'
import Request from '../../models/request.js'
import { data } from '../../data.js'
import { answered, clara, ORIGIN, PHOTOS, republished } from '../setting.js'

const PERSONAL = data.map
  .filter((entry) => entry.personal !== false && entry.table !== 'consents_releases')
  .map(({ table }) => table)

/** Clara, who has answered, owes an answer to new words about photos, was part of a batch and has an open request. */
async function everything(client: ApiClient) {
  const all = await clara()
  const [answer] = await answered(client, all, {
    [all.records.id]: 'given',
    [all.photos.id]: 'given',
  })
  await at(all.nordlys, async () => {
    await republished(all.photos, { ...PHOTOS, kept: 'For ever.' }, true)
    const batch = await Batch.begin({ statementIds: [all.photos.id], origin: ORIGIN, by: SERVER })
    await batch.run()
  })
  return { ...all, answer }
}

/** How many rows each table has, of one client where rows have one. */
async function rowsOf(clientId: string) {
  const counts: Record<string, number> = {}
  for (const table of PERSONAL) {
    const query = clinicClient().from(table)
    if (table === 'consents_request_statements' || table === 'consents_links')
      query.whereIn('request_id', (requests) =>
        requests.from('consents_requests').select('id').where('client_id', clientId)
      )
    else query.where('client_id', clientId)
    const [{ total }] = await query.count('* as total')
    counts[table] = Number(total)
  }
  return counts
}

test.group('What consents owe a client', () => {
  test('a report with everything, the words and the signature among it', async ({
    client,
    assert,
  }) => {
    const all = await everything(client)
    const report = await at(all.nordlys, () => data.export(all.client))
    const { answers, requests } = report as Record<string, Record<string, unknown>[]>

    assert.lengthOf(answers, 2)
    assert.lengthOf(requests, 2)
    assert.equal(answers[0].document, all.answer.document)
    assert.equal(answers[0].sha256, all.answer.hash)
    assert.match(String(answers[0].signature), /^data:image\/svg\+xml;base64,/)
    assert.notInclude(JSON.stringify(report), all.token)
    const bo = await at(all.nordlys, () => aClient({ firstName: 'Bo' }))
    assert.isNull(await at(all.nordlys, () => data.export(bo)))
  })

  test('an erasure that leaves nothing but lines in the audit log without personal data', async ({
    client,
    assert,
  }) => {
    const all = await everything(client)
    const bo = await at(all.nordlys, async () => {
      const other = await aClient({ firstName: 'Bo', email: 'bo@example.test' })
      await Request.ask({
        client: other,
        statementIds: [all.records.id],
        channel: 'link',
        origin: ORIGIN,
        by: SERVER,
      })
      return other
    })
    await at(all.nordlys, async () => {
      const before = await rowsOf(all.client.id)
      assert.isTrue(
        Object.values(before).every((count) => count > 0),
        JSON.stringify(before)
      )
      const others = await rowsOf(bo.id)

      await data.erase(all.client)
      await Client.query().where('id', all.client.id).delete()

      assert.isTrue(Object.values(await rowsOf(all.client.id)).every((count) => count === 0))
      assert.deepEqual(await rowsOf(bo.id), others)
      assert.lengthOf(await clinicClient().from('consents_releases'), 0)
      assert.lengthOf(await clinicClient().from('consents_links'), 1)
      const lines = await clinicClient().from('audit_events').where('subject_id', all.client.id)
      assert.isAbove(lines.length, 3)
      assert.notMatch(JSON.stringify(lines), /Clara|Østergaard|clara@|Only we see it/)
    })
  })

  test('a merge that takes the evidence along unharmed, and the newest word counts', async ({
    client,
    assert,
  }) => {
    const all = await everything(client)
    await at(all.nordlys, async () => {
      const into = await aClient({ firstName: 'Klara', email: 'klara@example.test' })
      const asked = await Request.ask({
        client: into,
        statementIds: [all.records.id],
        channel: 'screen',
        origin: ORIGIN,
        by: SERVER,
      })
      const [question] = await asked.questions()
      const [refusal] = await Answer.give(into.id, [{ question, answer: 'refused' }], {
        method: 'screen',
        by: SERVER,
      })
      const [before, others] = [await rowsOf(all.client.id), await rowsOf(into.id)]

      await data.merge(all.client, into)
      await Client.query().where('id', all.client.id).delete()

      const after = await rowsOf(into.id)
      const summed = [
        'consents_answers',
        'consents_requests',
        'consents_links',
        'consents_receipts',
      ]
      for (const table of summed) assert.equal(after[table], before[table] + others[table], table)
      const answers = await Answer.query().where('clientId', into.id)
      assert.lengthOf(answers, 3)
      assert.isTrue(answers.every((answer) => answer.isIntact))
      const standings = await Standing.of(into.id)
      assert.equal(standings.get(all.records.id)!.answerId, refusal.id)
      assert.equal(standings.get(all.photos.id)!.answer, 'given')
      assert.lengthOf(await clinicClient().from('consents_releases'), 0)
    })
  })

  test('a merge of two who were in the same batch', async ({ client, assert }) => {
    const all = await everything(client)
    await at(all.nordlys, async () => {
      const into = await aClient({ firstName: 'Klara', email: 'klara@example.test' })
      const batch = await Batch.begin({ statementIds: [all.photos.id], origin: ORIGIN, by: SERVER })
      await data.merge(all.client, into)
      await batch.run()

      assert.lengthOf(
        await clinicClient().from('consents_batch_clients').where('client_id', all.client.id),
        0
      )
      assert.lengthOf(
        await clinicClient().from('consents_batch_clients').where('client_id', into.id),
        2
      )
    })
  })

  test('the evidence of others stays closed while one client is erased', async ({
    client,
    assert,
  }) => {
    const all = await everything(client)
    await at(all.nordlys, async () => {
      await clinicClient()
        .insertQuery()
        .table('consents_releases')
        .insert({ client_id: 'somebody-else', into_client_id: null })
      await assert.rejects(
        () => clinicClient().from('consents_answers').where('client_id', all.client.id).delete(),
        /only removed/
      )
    })
  })

  test('the report, a merge and a deletion of the core carry all of it along', async ({
    client,
    assert,
  }) => {
    const all = await everything(client)
    const report = await client.get(`/clients/${all.client.id}/report`).as(all.mads)
    report.assertStatus(200)
    for (const words of [
      'Fingerprint (SHA-256)',
      all.answer.hash,
      'Only we see it.',
      'data:image/svg+xml;base64,',
    ])
      assert.include(report.text(), words)

    const into = await at(all.nordlys, () => aClient({ firstName: 'Klara' }))
    const merge = await client
      .post(`/clients/${into.id}/mergings/${all.client.id}`)
      .as(all.signe)
      .form({ confirmed: '1' })
    merge.assertStatus(303)
    const merged = await at(all.nordlys, () => rowsOf(into.id))
    assert.equal(merged.consents_answers, 2)

    const page = await client.get(`/clients/${into.id}/deletion`).as(all.mads)
    assert.include(
      page.text().replaceAll(/<[^>]*>|\s+/g, ' '),
      'Answers with the text that was shown'
    )
    const { firstName, lastName } = await at(all.nordlys, () => Client.findOrFail(into.id))
    const deletion = await client
      .post(`/clients/${into.id}/deletion`)
      .as(all.mads)
      .form({ confirmation: `${firstName} ${lastName}` })
    deletion.assertStatus(303)
    assert.lengthOf(await at(all.nordlys, () => Answer.all()), 0)
    assert.lengthOf(await at(all.nordlys, () => Request.all()), 0)
  })

  test('deleting the plugin’s data takes its tables away, evidence and all', async ({
    client,
    assert,
  }) => {
    const all = await everything(client)
    await switchOff(all.nordlys, 'consents')
    await deleteDataOf(all.nordlys, 'consents')
    const tables = await at(all.nordlys, async () =>
      clinicClient().from('sqlite_master').where('name', 'like', 'consents%')
    )

    assert.lengthOf(tables, 0)
    const clients = await at(all.sydhavn, async () => clinicClient().from('consents_answers'))
    assert.lengthOf(clients, 0)
  })
})
