import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import { SERVER } from '#audit/actor'
import { Sessions } from '#clinics/session_store'
import { clinicClient } from '#clinics/database'
import { at, NORDLYS } from '#tests/people'
import { ConsentGiven, ConsentRefused, ConsentWithdrawn } from '../../api.js'
import { sha256 } from '../../models/document.js'
import Standing from '../../models/standing.js'
import { clara, DRAWN, fillIn, RECORDS, republished, textsOn } from '../setting.js'
import { answersOf, isIntact, yesAndNo, send } from '../replying.js'

test.group('Replies', () => {
  test('the page shows each statement by itself, with nothing chosen and no name in sight of others', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const before = Sessions.instance.count()
    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)

    page.assertStatus(200)
    assert.include(page.text(), '<h2>Keeping a record</h2>')
    assert.include(page.text(), '<h2>Photos</h2>')
    assert.equal(page.text().match(/type="radio"/g)!.length, 4)
    assert.notMatch(page.text(), /checked|selected/)
    assert.notInclude(page.text(), 'Clara')
    assert.notInclude(page.text(), 'Østergaard')
    assert.equal(Sessions.instance.count(), before)
    page.assertHeader('cache-control', 'no-store')
  })

  test('opening is noted and does not use the link up', async ({ client, assert }) => {
    const all = await clara()
    const state = () =>
      at(all.nordlys, async () => {
        await all.request.refresh()
        return all.request.state
      })

    assert.equal(await state(), 'sent')
    await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    assert.equal(await state(), 'opened')
  })

  test('each answer is kept with everything that proves it', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    const response = await send(client, all, form)

    response.assertStatus(303)
    response.assertHeader('location', `/consents/a/${all.token}/thanks?locale=en`)
    const [given, refused] = await answersOf(all)
    const { id, seal, answeredAt, document, hash, ...row } = given.$attributes
    assert.deepEqual(row, {
      clientId: all.client.id,
      requestId: all.request.id,
      statementId: all.records.id,
      versionId: all.records.currentVersionId,
      versionNumber: 1,
      locale: 'en',
      title: 'Keeping a record',
      answer: 'given',
      method: 'link',
      told: null,
      sentTo: 'clara@example.test',
      memberId: all.signe.member.id,
      memberName: 'Signe Dahl',
      address: '127.0.0.1',
      userAgent: 'Tablet',
      signature: JSON.parse(DRAWN),
      signedName: null,
    })
    assert.include(document, 'Only we see it.')
    assert.include(document, 'A yes can be taken back at any time')
    assert.equal(hash, sha256(document))
    assert.equal(form.texts[all.records.id], hash)
    assert.match(seal, /^[0-9a-f]{64}$/)
    assert.isBelow(Math.abs(answeredAt.diffNow().as('seconds')), 60)
    assert.isTrue(isIntact(all, given))
    assert.equal(refused.answer, 'refused')
    assert.equal(refused.statementId, all.photos.id)

    const standings = await at(all.nordlys, () => Standing.of(all.client.id))
    assert.deepEqual(
      [...standings].map(([statement, { answer, answerId }]) => [statement, answer, answerId]),
      [
        [all.records.id, 'given', given.id],
        [all.photos.id, 'refused', refused.id],
      ]
    )
  })

  test('is audited without a word that tells of the client', async ({ client, assert }) => {
    const all = await clara()
    await send(client, all, await fillIn(client, all, yesAndNo(all)))

    const lines = await at(all.nordlys, async () =>
      clinicClient().from('audit_events').where('action', 'like', 'consent.%').orderBy('seq')
    )
    assert.deepEqual(
      lines.map(({ action, subject_id: subject, member_id: member, address }) => ({
        action,
        subject,
        member,
        address,
      })),
      [
        { action: 'consent.given', subject: all.client.id, member: null, address: '127.0.0.1' },
        { action: 'consent.refused', subject: all.client.id, member: null, address: '127.0.0.1' },
      ]
    )
    assert.deepEqual(Object.keys(JSON.parse(lines[0].details)), [
      'answer',
      'statement',
      'version',
      'method',
      'sha256',
    ])
  })

  test('tells those who listen, once it is on disk', async ({ client, assert, cleanup }) => {
    const all = await clara()
    const heard: string[] = []
    for (const event of [ConsentGiven, ConsentRefused, ConsentWithdrawn])
      cleanup(
        emitter.on(event, ({ clientId, statementId }) => {
          assert.equal(clientId, all.client.id)
          heard.push(`${event.name} ${statementId}`)
        })
      )
    await send(client, all, await fillIn(client, all, { ...yesAndNo(all), [all.photos.id]: '' }))
    assert.deepEqual(heard, [])
    await send(client, all, await fillIn(client, all, yesAndNo(all)))
    const [given] = await answersOf(all)
    await at(all.nordlys, () => given.withdraw({ method: 'member', told: 'letter', by: SERVER }))

    assert.deepEqual(heard, [
      `ConsentGiven ${all.records.id}`,
      `ConsentRefused ${all.photos.id}`,
      `ConsentWithdrawn ${all.records.id}`,
    ])
  })

  test('answers once', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    const [first, second] = await Promise.all([send(client, all, form), send(client, all, form)])
    const third = await send(client, all, form)
    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)

    assert.deepEqual(
      [first, second].map((response) => response.status()),
      [303, 303]
    )
    assert.isBelow(third.status(), 500)
    assert.lengthOf(await answersOf(all), 2)
    page.assertStatus(410)
    assert.include(page.text(), 'You have already answered')
    assert.notInclude(page.text(), 'Keeping a record')
  })

  test('a typed name is as good, and says that it was typed', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all), {
      signing: 'typed',
      signedName: 'Clara Østergaard',
      signature: DRAWN,
    })
    await send(client, all, form)

    const [given] = await answersOf(all)
    assert.deepEqual([given.signedName, given.signature], ['Clara Østergaard', null])
    assert.isTrue(isIntact(all, given))
  })

  test('speaks the client’s language, and lets it be changed; the evidence is of what was read', async ({
    client,
    assert,
  }) => {
    const all = await clara('link', { locale: 'da' })
    await at(all.nordlys, async () => {
      await all.records.write({
        locale: 'da',
        fields: { ...RECORDS, title: 'Journal' },
        by: SERVER,
      })
      await republished(all.records, { ...RECORDS, kept: 'Six years.' }, false)
    })
    const danish = await client
      .get(`/consents/a/${all.token}`)
      .at(NORDLYS)
      .header('accept-language', 'en')
    assert.include(danish.text(), '<html lang="da">')
    assert.include(danish.text(), '<h2>Journal</h2>')
    assert.include(danish.text(), 'Ja, jeg giver samtykke')
    // Photos are written in English only, and say so to a screen reader.
    assert.match(danish.text(), /<article class="consent-document" lang="en">\s*<h2>Photos/)

    const norwegian = await client.get(`/consents/a/${all.token}?locale=nb`).at(NORDLYS)
    assert.include(norwegian.text(), '<html lang="nb">')

    const form = await fillIn(client, all, yesAndNo(all), {
      locale: 'da',
      texts: textsOn(danish.text()),
    })
    const refused = await send(client, all, { ...form, answers: {} })
    assert.include(refused.text(), 'Vælg ja eller nej.')
    await send(client, all, form)
    const [records, photos] = await answersOf(all)
    assert.deepEqual([records.locale, records.title], ['da', 'Journal'])
    assert.include(records.document, 'Hvor længe vi gemmer det')
    assert.equal(photos.locale, 'en')
  })

  test('dangerous Markdown stays text, also years later', async ({ client, assert }) => {
    const all = await clara()
    const fields = { ...RECORDS, body: '<img src=x onerror=alert(1)> [x](javascript:alert(1))' }
    await at(all.nordlys, () => republished(all.records, fields, true))
    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    await send(client, all, await fillIn(client, all, yesAndNo(all)))
    const [answer] = await answersOf(all)
    const evidence = await client.get(`/consents/answers/${answer.id}`).as(all.signe)

    for (const { text } of [page, evidence].map((response) => ({ text: response.text() }))) {
      assert.include(text, '&lt;img src=x onerror=alert(1)&gt;')
      assert.notInclude(text, '<img src=x')
      assert.notInclude(text, 'href="javascript')
    }
  })

  test('the next one at the screen sees nothing of the answers', async ({ client, assert }) => {
    const all = await clara('screen')
    await send(client, all, await fillIn(client, all, yesAndNo(all)))
    const thanks = await client.get(`/consents/a/${all.token}/thanks`).at(NORDLYS)

    thanks.assertStatus(200)
    assert.include(thanks.text(), 'Please hand the device back.')
    assert.notInclude(thanks.text(), 'Clara')
    assert.notInclude(thanks.text(), 'Keeping a record')
    const [given] = await answersOf(all)
    assert.deepEqual([given.method, given.sentTo], ['screen', null])
  })

  test('there are no thanks before an answer', async ({ client }) => {
    const all = await clara()
    const response = await client.get(`/consents/a/${all.token}/thanks`).at(NORDLYS)

    response.assertStatus(302)
    response.assertHeader('location', `/consents/a/${all.token}`)
  })

  test('is gone while the plugin is off', async ({ client }) => {
    const all = await clara()
    const { switchOff } = await import('#tests/plugins')
    await switchOff(all.nordlys, 'consents')

    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    page.assertStatus(404)
  })
})
