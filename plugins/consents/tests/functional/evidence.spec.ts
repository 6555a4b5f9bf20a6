import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { at, NORDLYS } from '#tests/people'
import Answer from '../../models/answer.js'
import { sha256 } from '../../models/document.js'
import { answered, clara, DRAWN, fillIn, RECORDS, republished, textsOn } from '../setting.js'

async function given(client: ApiClient) {
  const all = await clara()
  const [answer] = await answered(client, all, {
    [all.records.id]: 'given',
    [all.photos.id]: 'refused',
  })
  return { ...all, answer, path: `/consents/answers/${answer.id}` }
}

test.group('Evidence', () => {
  test('shows everything that was kept, whatever happened to the statement since', async ({
    client,
    assert,
  }) => {
    const all = await given(client)
    await at(all.nordlys, async () => {
      await republished(all.records, { ...RECORDS, title: 'Other words', body: 'All new.' }, true)
      await all.records.retire({ by: SERVER })
    })
    const page = await client.get(all.path).as(all.signe)

    page.assertStatus(200)
    const text = page.text()
    for (const words of [
      'Clara Østergaard',
      'Keeping a record (Version 1, English)',
      'By a link in an e-mail',
      'Signe Dahl',
      'clara@example.test',
      '127.0.0.1',
      'Only we see it.',
      all.answer.hash,
      '<path d="M20,150L120.5,40L240,160L380,60"/>',
      'Unchanged since it was given',
    ])
      assert.include(text, words)
    assert.notInclude(text, 'All new.')
    assert.notInclude(text, 'Other words')
    assert.include(text, '<title>Evidence of consent · Fortrolig</title>')
  })

  test('anybody can make the fingerprint anew from the text that the page prints', async ({
    client,
    assert,
  }) => {
    const all = await given(client)
    const page = await client.get(all.path).as(all.signe)
    const [, source] = /<pre[^>]*>([\s\S]*?)<\/pre>/.exec(page.text())!
    const text = source
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&#x27;', "'")
      .replaceAll('&amp;', '&')

    assert.equal(sha256(text), all.answer.hash)
  })

  test('reading it is in the audit log', async ({ client, assert }) => {
    const all = await given(client)
    await client.get(all.path).as(all.signe)
    const line = await at(all.nordlys, async () =>
      clinicClient().from('audit_events').where('action', 'consent.read').firstOrFail()
    )

    assert.deepEqual(
      [line.member_id, line.subject_id, JSON.parse(line.details)],
      [all.signe.member.id, all.client.id, { answer: all.answer.id }]
    )
  })

  test('is for those who may see consents, in this clinic', async ({ client }) => {
    const all = await given(client)
    const stranger = await client.get(all.path).at(NORDLYS)
    const elsewhere = await client.get(all.path).as(all.freja)

    stranger.assertStatus(302)
    elsewhere.assertStatus(404)
  })

  test('the database refuses to change or to remove it', async ({ client, assert }) => {
    const all = await given(client)
    await at(all.nordlys, async () => {
      const rows = () => clinicClient().from('consents_answers').where('id', all.answer.id)
      const columns = Object.keys((await rows().firstOrFail()) as object)
      for (const column of columns)
        await assert.rejects(() => rows().update({ [column]: 'changed' }), /evidence never changes/)
      await assert.rejects(() => rows().delete(), /only removed when its client is erased/)
      await assert.rejects(
        () => clinicClient().from('clients').where('id', all.client.id).delete(),
        /FOREIGN KEY/
      )
      await all.answer.refresh()
      assert.isTrue(all.answer.isIntact)
    })
  })

  test('shows what was changed around the database’s refusal', async ({ client, assert }) => {
    const forgeries: Record<string, unknown>[] = [
      { answer: 'refused' },
      { document: 'Anything', hash: sha256('Anything') },
      { document: 'Anything' },
      { answered_at: '2020-01-01T00:00:00.000Z' },
      { signed_name: 'Somebody else' },
      { signature: JSON.stringify({ width: 100, height: 100, strokes: [] }) },
      { member_name: 'Ida Lund' },
    ]
    for (const forgery of forgeries) {
      const all = await given(client)
      await at(all.nordlys, async () => {
        for (const trigger of ['consents_answers_stay', 'consents_answers_keep_their_words'])
          await clinicClient().rawQuery(`drop trigger ${trigger}`)
        await clinicClient().from('consents_answers').where('id', all.answer.id).update(forgery)
      })
      const page = await client.get(all.path).as(all.signe)
      assert.include(page.text(), 'Changed since it was given', JSON.stringify(forgery))
      assert.notInclude(page.text(), 'Unchanged since it was given')
    }
  })

  test('is all there or not at all', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, { [all.records.id]: 'given', [all.photos.id]: 'given' })
    const counts = () =>
      at(all.nordlys, async () => {
        const tables = ['consents_answers', 'consents_standings', 'consents_receipts']
        const rows = await Promise.all(tables.map((table) => clinicClient().from(table)))
        return rows.map((found) => found.length)
      })
    await at(all.nordlys, async () => {
      await assert.rejects(() =>
        transaction(async () => {
          const outcome = await all.request.answer({
            locale: 'en',
            answers: { [all.records.id]: 'given', [all.photos.id]: 'given' },
            texts: form.texts,
            signing: 'typed',
            signedName: 'Clara',
            by: SERVER,
          })
          assert.equal(outcome, 'answered')
          throw new Error('the power goes')
        })
      )
    })

    assert.deepEqual(await counts(), [0, 0, 0])
    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    page.assertStatus(200)
    assert.deepEqual(textsOn(page.text()), form.texts)
  })

  test('of a refusal and of a typed name say what there is', async ({ client, assert }) => {
    const all = await clara()
    const answers = { [all.records.id]: 'given', [all.photos.id]: 'refused' }
    const form = await fillIn(client, all, answers, {
      signing: 'typed',
      signedName: '<i>Clara</i>',
      signature: DRAWN,
    })
    await client.post(`/consents/a/${all.token}`).at(NORDLYS).form(form)
    const [yes, no] = await at(all.nordlys, () => Answer.query().orderBy('id'))
    const typed = await client.get(`/consents/answers/${yes.id}`).as(all.signe)
    const refusal = await client.get(`/consents/answers/${no.id}`).as(all.signe)

    assert.include(typed.text(), '&lt;i&gt;Clara&lt;/i&gt;')
    assert.include(typed.text(), 'Typed by the client in place of a drawn signature.')
    assert.include(refusal.text(), 'Refused')
  })
})
