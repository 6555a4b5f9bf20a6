import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import OutboxMail from '#models/outbox_mail'
import { at, NORDLYS, SYDHAVN } from '#tests/people'
import Answer from '../../models/answer.js'
import Request from '../../models/request.js'
import { Signature } from '../../models/signature.js'
import { clara, DRAWN, fillIn, linkInMail, ORIGIN } from '../setting.js'
import { answersOf, isIntact, yesAndNo, send } from '../replying.js'

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
