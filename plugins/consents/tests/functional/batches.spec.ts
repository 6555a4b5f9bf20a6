import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import Client from '#models/client'
import OutboxMail from '#models/outbox_mail'
import { aClient } from '#tests/clients'
import { at } from '#tests/people'
import Batch from '../../models/batch.js'
import Request from '../../models/request.js'
import { finishBatches } from '../../tasks.js'
import { answered, clara, ORIGIN, PHOTOS, republished } from '../setting.js'

test.group('Asking many at once', () => {
  /** Nordlys with five clients: two to ask, one without an address, one archived, one who was asked already. */
  async function crowd() {
    const all = await clara()
    await at(all.nordlys, async () => {
      await aClient({ firstName: 'Bo', email: 'bo@example.test', locale: 'nb' })
      await aClient({ firstName: 'Åse', email: 'aase@example.test' })
      await aClient({ firstName: 'Nobody', email: null })
      const gone = await aClient({ firstName: 'Gone', email: 'gone@example.test' })
      await gone.archive({ by: SERVER })
    })
    return all
  }

  async function finished(id: string) {
    for (;;) {
      const batch = await Batch.findOrFail(id)
      if (batch.isFinished) return batch
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  test('asks who owes an answer, and reports who cannot be asked', async ({ client, assert }) => {
    const all = await crowd()
    const response = await client
      .post('/consents/batches')
      .as(all.signe)
      .form({ statements: [all.records.id, all.photos.id] })

    response.assertStatus(303)
    const id = response.header('location')!.split('/').at(-1)!
    await at(all.nordlys, async () => {
      const batch = await finished(id)
      assert.deepEqual(await batch.progress(), {
        waiting: 0,
        asked: 2,
        already_asked: 1,
        nothing_to_ask: 0,
        no_email: 1,
      })
      const requests = await Request.query().where('batchId', id).preload('client').orderBy('id')
      assert.deepEqual(
        requests.map(({ client: who, locale, createdBy }) => [who.firstName, locale, createdBy]),
        [
          ['Bo', 'nb', all.signe.member.id],
          ['Åse', 'en', all.signe.member.id],
        ]
      )
      assert.lengthOf(await OutboxMail.all(), 3)
    })
    const page = await client.get(`/consents/batches/${id}`).as(all.signe)
    assert.include(page.text(), 'Done')
    assert.include(page.text(), 'Nobody Østergaard')
    assert.notInclude(page.text(), 'data-controller="poll"')
  })

  test('asks each client only for what is missing', async ({ client, assert }) => {
    const all = await clara()
    await answered(client, all, { [all.records.id]: 'given', [all.photos.id]: 'given' })
    await at(all.nordlys, async () => {
      await republished(all.photos, { ...PHOTOS, kept: 'For ever.' }, true)
      const statementIds = [all.records.id, all.photos.id]
      const batch = await Batch.begin({ statementIds, origin: ORIGIN, by: SERVER })
      await batch.run()
      const request = await Request.query()
        .where('batchId', batch.id)
        .preload('statements')
        .firstOrFail()
      assert.deepEqual(
        request.statements.map(({ id }) => id),
        [all.photos.id]
      )
    })
  })

  test('goes on after a stop, and asks nobody twice', async ({ assert }) => {
    const all = await crowd()
    await at(all.nordlys, async () => {
      const statementIds = [all.records.id]
      const batch = await Batch.begin({ statementIds, origin: ORIGIN, by: SERVER })
      const progress = await batch.progress()
      assert.equal(progress.waiting, 4)
      await Promise.all([finishBatches(), finishBatches()])
      await finishBatches()

      assert.lengthOf(await Request.query().where('batchId', batch.id), 2)
      await batch.refresh()
      assert.isTrue(batch.isFinished)
    })
  })

  test('asks only those whom the list showed', async ({ client, assert }) => {
    const all = await crowd()
    const tag = await at(all.nordlys, async () => {
      const bo = await Client.findByOrFail('firstName', 'Bo')
      await bo.addTag('Course', { by: SERVER })
      return bo.related('tags').query().firstOrFail()
    })
    const list = await client.get(`/clients?tag=${tag.id}&status=all`).as(all.signe)
    assert.include(list.text(), `href="/consents/batches/create?tag=${tag.id}"`)
    const page = await client.get(`/consents/batches/create?tag=${tag.id}`).as(all.signe)
    assert.include(page.text(), 'Of the 1 client in your list')
    assert.include(page.text(), '1 client owes an answer')

    const response = await client
      .post('/consents/batches')
      .as(all.signe)
      .form({ 'statements[]': all.records.id, 'tag': tag.id })
    const id = response.header('location')!.split('/').at(-1)!
    await at(all.nordlys, async () => {
      const batch = await finished(id)
      const { asked, no_email: addressless } = await batch.progress()
      assert.deepEqual([asked, addressless], [1, 0])
    })
  })

  test('asks only those in a filter of the list', async ({ client, assert }) => {
    const all = await crowd()
    const page = await client
      .get('/consents/batches/create?filter=consents-unwilling')
      .as(all.signe)
    assert.include(page.text(), 'Of the 0 clients in your list')
    const response = await client
      .post('/consents/batches')
      .as(all.signe)
      .form({ 'statements[]': all.records.id, 'filter': 'consents-unwilling' })

    response.assertStatus(422)
    assert.lengthOf(await at(all.nordlys, () => Batch.all()), 0)
  })

  test('shows progress while it runs', async ({ client, assert }) => {
    const all = await crowd()
    const batch = await at(all.nordlys, () =>
      Batch.begin({ statementIds: [all.records.id], origin: ORIGIN, by: SERVER })
    )
    const page = await client.get(`/consents/batches/${batch.id}`).as(all.signe)

    assert.include(page.text(), 'data-controller="poll"')
    assert.include(
      page.text(),
      '<progress class="bar" aria-labelledby="batch-progress-label" max="4" value="0">'
    )
  })

  test('is refused when nothing is chosen or nobody owes an answer', async ({ client, assert }) => {
    const all = await clara()
    await answered(client, all, { [all.records.id]: 'given', [all.photos.id]: 'given' })
    const nothing = await client.post('/consents/batches').as(all.signe).form({})
    const nobody = await client
      .post('/consents/batches')
      .as(all.signe)
      .form({ 'statements[]': all.records.id })

    assert.include(nothing.text(), 'Statements is missing.')
    assert.include(nobody.text(), 'No active client owes an answer to this.')
    assert.lengthOf(await at(all.nordlys, () => Batch.all()), 0)
  })

  test('belongs to one clinic', async ({ client }) => {
    const all = await crowd()
    const batch = await at(all.nordlys, () =>
      Batch.begin({ statementIds: [all.records.id], origin: ORIGIN, by: SERVER })
    )
    const response = await client.get(`/consents/batches/${batch.id}`).as(all.freja)
    response.assertStatus(404)
  })
})
