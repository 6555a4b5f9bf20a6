import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { at, NORDLYS } from '#tests/people'
import { ConsentGiven, ConsentRefused, ConsentWithdrawn } from '../../api.js'
import { sha256 } from '../../models/document.js'
import Standing from '../../models/standing.js'
import { clara, DRAWN, fillIn } from '../setting.js'
import { answersOf, isIntact, yesAndNo, send } from '../replying.js'

test.group('Replies', () => {
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
})
