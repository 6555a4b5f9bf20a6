import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import emitter from '@adonisjs/core/services/emitter'
import { SERVER } from '#audit/actor'
import { inClinic } from '#clinics/clinic_in_hand'
import { Sessions } from '#clinics/session_store'
import { clinicClient } from '#clinics/database'
import OutboxMail from '#models/outbox_mail'
import { letPass } from '#tests/clock'
import { at, NORDLYS, SYDHAVN } from '#tests/people'
import { ConsentGiven, ConsentRefused, ConsentWithdrawn } from '../../api.js'
import Answer from '../../models/answer.js'
import { sha256 } from '../../models/document.js'
import Request from '../../models/request.js'
import { Signature } from '../../models/signature.js'
import Standing from '../../models/standing.js'
import {
  type Clara,
  clara,
  DRAWN,
  fillIn,
  linkInMail,
  ORIGIN,
  PHOTOS,
  published,
  RECORDS,
  republished,
  textsOn,
} from '../setting.js'

const answersOf = ({ nordlys, client }: Clara) =>
  at(nordlys, () => Answer.query().where('clientId', client.id).orderBy('id'))

const isIntact = ({ nordlys }: Clara, answer: Answer) => inClinic(nordlys, () => answer.isIntact)

/** Yes to the records, no to photos. */
const yesAndNo = ({ records, photos }: Clara) => ({ [records.id]: 'given', [photos.id]: 'refused' })

async function send(client: ApiClient, all: Clara, form: Record<string, unknown>, host = NORDLYS) {
  return client.post(`/consents/a/${all.token}`).at(host).form(form).header('user-agent', 'Tablet')
}

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

  test('every statement wants a yes or a no, and what was chosen stays', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const form = await fillIn(client, all, { [all.records.id]: 'given' })
    const response = await send(client, all, form)

    response.assertStatus(422)
    assert.equal(response.text().match(/Choose yes or no\./g)!.length, 1)
    assert.match(response.text(), /value="given" required checked/)
    assert.lengthOf(response.text().match(/ checked/g)!, 1)
    assert.include(response.text(), 'name="signature" value="{&quot;width&quot;:600')
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a form without any answer asks for all of them', async ({ client, assert }) => {
    const all = await clara()
    const response = await send(client, all, { locale: 'en', signing: 'typed' })

    response.assertStatus(422)
    assert.equal(response.text().match(/Choose yes or no\./g)!.length, 2)
  })

  test('a yes wants a signature, a no does not', async ({ client, assert }) => {
    const all = await clara()
    const yes = await fillIn(client, all, yesAndNo(all), { signature: '' })
    const unsigned = await send(client, all, yes)
    const dot = await send(client, all, {
      ...yes,
      signature: JSON.stringify({ width: 600, height: 200, strokes: [[[1, 1]]] }),
    })
    const big = await send(client, all, {
      ...yes,
      signature: DRAWN.replace('{', `{"note":"${'x'.repeat(100_000)}",`),
    })
    const nameless = await send(client, all, { ...yes, signing: 'typed', signedName: '' })

    assert.include(unsigned.text(), 'The signature is missing.')
    assert.include(dot.text(), 'The signature is too short or could not be read.')
    assert.include(nameless.text(), 'Your full name is missing.')
    assert.deepEqual(
      [unsigned, dot, big, nameless].map((response) => response.status()),
      [422, 422, 422, 422]
    )
    assert.lengthOf(await answersOf(all), 0)

    const no = { [all.records.id]: 'refused', [all.photos.id]: 'refused' }
    const refusal = await send(client, all, await fillIn(client, all, no, { signature: '' }))
    refusal.assertStatus(303)
    const answers = await answersOf(all)
    assert.deepEqual(
      answers.map(({ answer, signature }) => [answer, signature]),
      [
        ['refused', null],
        ['refused', null],
      ]
    )
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

  test('the text changed in between: nothing is kept, and the new text is shown', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    await at(all.nordlys, () => republished(all.photos, { ...PHOTOS, kept: 'For ever.' }, true))
    const response = await send(client, all, form)

    response.assertStatus(422)
    assert.include(response.text(), 'The text has changed')
    assert.include(response.text(), 'For ever.')
    assert.lengthOf(await answersOf(all), 0)
    // What was said to the text that stayed is still chosen, what was said to the other is not.
    assert.lengthOf(response.text().match(/ checked/g)!, 1)

    await send(client, all, { ...form, texts: textsOn(response.text()) })
    const [, photos] = await answersOf(all)
    assert.include(photos.document, 'For ever.')
    assert.equal(photos.versionNumber, 2)
  })

  test('a small correction in between is a change of the text too', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    await at(all.nordlys, () =>
      republished(all.records, { ...RECORDS, kept: 'Five years!' }, false)
    )

    const response = await send(client, all, form)
    response.assertStatus(422)
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a hash of words that were never shown counts for nothing', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    const forged = { ...form, texts: { ...form.texts, [all.records.id]: sha256('Anything') } }

    const response = await send(client, all, forged)
    response.assertStatus(422)
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a statement that was not asked for cannot be slipped in', async ({ client, assert }) => {
    const all = await clara()
    const other = await at(all.nordlys, () => published({ ...RECORDS, title: 'Selling your data' }))
    const form = await fillIn(client, all, yesAndNo(all))
    const text = await at(all.nordlys, () =>
      clinicClient()
        .from('consents_texts')
        .where('version_id', other.currentVersionId!)
        .firstOrFail()
    )
    await send(client, all, {
      ...form,
      answers: { ...form.answers, [other.id]: 'given' },
      texts: { ...form.texts, [other.id]: text.hash },
    })

    const answers = await answersOf(all)
    assert.deepEqual(
      answers.map(({ statementId }) => statementId),
      [all.records.id, all.photos.id]
    )
  })

  test('other words than yes and no are refused', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, { ...yesAndNo(all), [all.photos.id]: 'withdrawn' })

    const response = await send(client, all, form)
    response.assertStatus(422)
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a link of one clinic is nothing at another, and a guessed one nothing anywhere', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    const tries = await Promise.all([
      client.get(`/consents/a/${all.token}`).at(SYDHAVN),
      send(client, all, form, SYDHAVN),
      client.get(`/consents/a/${all.token}/thanks`).at(SYDHAVN),
      client.get(`/consents/a/${all.token.slice(0, -1)}`).at(NORDLYS),
      client.get(`/consents/a/${all.request.id}`).at(NORDLYS),
      client.get(`/consents/r/${all.token}`).at(NORDLYS),
    ])

    assert.deepEqual(
      tries.map((response) => response.status()),
      [404, 404, 404, 404, 404, 404]
    )
    assert.lengthOf(await answersOf(all), 0)
  })

  test('an expired link says so and takes no answer', async (context) => {
    const { client, assert } = context
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    letPass(15 * 86_400_000, context)

    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    page.assertStatus(410)
    assert.include(page.text(), 'This link has expired')
    await send(client, all, form)
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a revoked link says so and takes no answer', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    await at(all.nordlys, () => all.request.revoke({ by: SERVER }))

    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    page.assertStatus(410)
    assert.include(page.text(), 'This link is no longer needed')
    await send(client, all, form)
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a statement that is asked no more drops out, the rest can be answered', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    await at(all.nordlys, () => all.photos.retire({ by: SERVER }))
    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    assert.notInclude(page.text(), 'Photos')

    await send(client, all, await fillIn(client, all, { [all.records.id]: 'given' }))
    assert.lengthOf(await answersOf(all), 1)

    const other = await clara()
    await at(other.nordlys, async () => {
      for (const statement of [other.records, other.photos]) await statement.retire({ by: SERVER })
    })
    const nothing = await client.get(`/consents/a/${other.token}`).at(NORDLYS)
    nothing.assertStatus(410)
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

test.group('Receipts', () => {
  async function answered(client: ApiClient) {
    const all = await clara()
    await send(client, all, await fillIn(client, all, yesAndNo(all)))
    const { mail, path } = await at(all.nordlys, () => linkInMail())
    const [given, refused] = await answersOf(all)
    return { ...all, mail, path, given, refused }
  }

  test('a receipt goes out by e-mail, and says nothing clinical', async ({ client, assert }) => {
    const { mail, path } = await answered(client)

    assert.equal(mail.recipient, 'clara@example.test')
    assert.equal(mail.subject, 'Receipt from Nordlys Fysioterapi')
    assert.include(mail.text!, `${ORIGIN}${path}`)
    assert.notMatch(`${mail.subject} ${mail.text} ${mail.html}`, /record|photo|health|treat|Clara/i)
  })

  test('who has no e-mail address gets none', async ({ client, assert }) => {
    const all = await clara('screen', { email: null })
    await send(client, all, await fillIn(client, all, yesAndNo(all)))

    assert.lengthOf(await at(all.nordlys, () => OutboxMail.all()), 0)
    const thanks = await client.get(`/consents/a/${all.token}/thanks`).at(NORDLYS)
    assert.include(thanks.text(), 'If you want to take a yes back, tell Nordlys Fysioterapi.')
  })

  test('its link shows the answers and takes a yes back, without a sign-in', async ({
    client,
    assert,
  }) => {
    const all = await answered(client)
    const page = await client.get(all.path).at(NORDLYS)
    assert.include(page.text(), 'Keeping a record')
    assert.notInclude(page.text(), 'Clara')
    assert.equal(page.text().match(/withdrawal/g)!.length, 1)

    const response = await client
      .post(`${all.path}/answers/${all.given.id}/withdrawal`)
      .at(NORDLYS)
      .header('user-agent', 'Phone')
    response.assertStatus(303)
    const answers = await answersOf(all)
    assert.lengthOf(answers, 3)
    const { answer, method, statementId, hash, userAgent, memberId, requestId } = answers[2]
    assert.deepEqual(
      { answer, method, statementId, hash, userAgent, memberId, requestId },
      {
        answer: 'withdrawn',
        method: 'receipt',
        statementId: all.records.id,
        hash: all.given.hash,
        userAgent: 'Phone',
        memberId: null,
        requestId: null,
      }
    )
    assert.isTrue(isIntact(all, answers[2]))
    assert.isTrue(isIntact(all, answers[0]))
    const after = await client.get(response.header('location')!).at(NORDLYS)
    assert.include(after.text(), 'Your consent is withdrawn')
    assert.notInclude(after.text(), '/withdrawal')
  })

  test('takes back once, and only what was given', async ({ client, assert }) => {
    const all = await answered(client)
    const withdraw = (id: string) => client.post(`${all.path}/answers/${id}/withdrawal`).at(NORDLYS)
    await Promise.all([withdraw(all.given.id), withdraw(all.given.id)])
    await withdraw(all.refused.id)

    const answers = await answersOf(all)
    assert.deepEqual(
      answers.map(({ answer }) => answer),
      ['given', 'refused', 'withdrawn']
    )
  })

  test('reaches the answers of nobody else', async ({ client, assert }) => {
    const all = await answered(client)
    const other = await at(all.nordlys, async () => {
      const { aClient } = await import('#tests/clients')
      const bo = await aClient({ firstName: 'Bo', email: 'bo@example.test' })
      const asked = await Request.ask({
        client: bo,
        statementIds: [all.records.id],
        channel: 'screen',
        origin: ORIGIN,
        by: SERVER,
      })
      const [question] = await asked.questions()
      const [answer] = await Answer.give(bo.id, [{ question, answer: 'given' }], {
        method: 'screen',
        by: SERVER,
        signature: Signature.parse(DRAWN),
      })
      return answer
    })
    const response = await client.post(`${all.path}/answers/${other.id}/withdrawal`).at(NORDLYS)
    response.assertStatus(404)
    const elsewhere = await client.get(all.path).at(SYDHAVN)
    elsewhere.assertStatus(404)
    assert.isTrue(await at(all.nordlys, () => other.isNewest()))
  })
})
