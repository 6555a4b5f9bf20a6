import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import OutboxMail from '#models/outbox_mail'
import { aClient } from '#tests/clients'
import { letPass } from '#tests/clock'
import { at, NORDLYS } from '#tests/people'
import Request from '../../models/request.js'
import { consentSettings } from '../../settings.js'
import { expireRequests, sendReminders } from '../../tasks.js'
import { answered, clara, linkInMail, ORIGIN, queriesOf } from '../setting.js'

const DAY = 86_400_000

test.group('Requests', () => {
  test('are sent once more with a new link and the full time; both links work until one is used', async (context) => {
    const { client, assert } = context
    const all = await clara()
    letPass(13 * DAY, context)
    const response = await client
      .post(`/consents/requests/${all.request.id}/resendings`)
      .as(all.signe)
    response.assertStatus(302 + 1)
    const { path } = await at(all.nordlys, () => linkInMail())
    await at(all.nordlys, () => all.request.refresh())

    assert.closeTo(all.request.expiresAt.diffNow().as('days'), 14, 0.01)
    assert.notEqual(path, `/consents/a/${all.token}`)
    const old = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    old.assertStatus(200)
    await answered(
      client,
      { ...all, token: path.split('/').at(-1)! },
      { [all.records.id]: 'given', [all.photos.id]: 'given' }
    )
    const used = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    used.assertStatus(410)
  })

  test('that expired live again when they are sent once more', async (context) => {
    const { client, assert } = context
    const all = await clara()
    letPass(15 * DAY, context)
    await at(all.nordlys, () => expireRequests())
    await client.post(`/consents/requests/${all.request.id}/resendings`).as(all.signe)

    await at(all.nordlys, () => all.request.refresh())
    assert.equal(all.request.state, 'sent')
    assert.isNull(all.request.expiredAt)
  })

  test('that are over, or were asked on the screen, are not sent again', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    await at(all.nordlys, () => all.request.revoke({ by: SERVER }))
    await client.post(`/consents/requests/${all.request.id}/resendings`).as(all.signe)
    assert.lengthOf(await at(all.nordlys, () => OutboxMail.all()), 1)

    const shown = await clara('screen')
    const response = await client
      .post(`/consents/requests/${shown.request.id}/resendings`)
      .as(shown.signe)
    response.assertStatus(404)
  })

  test('are revoked, and say who did it', async ({ client, assert }) => {
    const all = await clara()
    await client.post(`/consents/requests/${all.request.id}/revocation`).as(all.jonas)

    await at(all.nordlys, async () => {
      await all.request.refresh()
      assert.equal(all.request.state, 'revoked')
      assert.equal(all.request.revokedBy, all.jonas.member.id)
    })
    const elsewhere = await client
      .post(`/consents/requests/${all.request.id}/revocation`)
      .as(all.freja)
    elsewhere.assertStatus(404)
  })

  test('are listed with their state, narrowed by it', async (context) => {
    const { client, assert } = context
    const all = await clara()
    const list = async (query = '') => {
      const page = await client.get(`/consents${query}`).as(all.signe)
      page.assertStatus(200)
      return page.text()
    }
    assert.include(await list(), 'Clara Østergaard')
    assert.include(await list('?state=sent'), 'Clara')
    assert.notInclude(await list('?state=opened'), 'Clara')
    assert.include(await list('?state=nonsense&page=-3'), 'Clara')

    await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    assert.include(await list('?state=opened'), 'Clara')
    letPass(15 * DAY, context)
    assert.notInclude(await list('?state=opened'), 'Clara')
    assert.include(await list('?state=expired'), 'Clara')
  })

  test('the list takes as many queries for three as for one', async ({ client, assert }) => {
    const all = await clara()
    const count = () => queriesOf(all.nordlys, () => client.get('/consents').as(all.signe))
    const one = await count()
    await at(all.nordlys, async () => {
      for (const firstName of ['Bo', 'Åse'])
        await Request.ask({
          client: await aClient({ firstName }),
          statementIds: [all.records.id, all.photos.id],
          channel: 'link',
          origin: ORIGIN,
          by: SERVER,
        })
    })

    assert.equal(await count(), one)
    assert.isBelow(one, 12)
  })
})

test.group('Scheduled work', () => {
  test('reminds once, after the days of the settings, those who have not answered', async (context) => {
    const { client, assert } = context
    const all = await clara()
    const mails = () => at(all.nordlys, () => OutboxMail.query().orderBy('id'))
    const remind = () => at(all.nordlys, () => sendReminders())

    await remind()
    assert.lengthOf(await mails(), 1)
    letPass(6 * DAY, context)
    await remind()
    await remind()
    const sent = await mails()
    assert.lengthOf(sent, 2)
    assert.include(sent[1].text!, 'A reminder: we would like your answer')
    await at(all.nordlys, () => all.request.refresh())
    assert.closeTo(all.request.expiresAt.diffNow().as('days'), 8, 0.01)

    const { path } = await at(all.nordlys, () => linkInMail())
    const page = await client.get(path).at(NORDLYS)
    page.assertStatus(200)
  })

  test('leaves in peace who has answered, or when no reminders are wanted', async (context) => {
    const { client, assert } = context
    const all = await clara()
    await at(all.nordlys, () => consentSettings.write({ linkDays: 14, reminderDays: 0 }))
    letPass(6 * DAY, context)
    await at(all.nordlys, () => sendReminders())
    assert.lengthOf(await at(all.nordlys, () => OutboxMail.all()), 1)

    await at(all.nordlys, () => consentSettings.write({ linkDays: 14, reminderDays: 5 }))
    await answered(client, all, { [all.records.id]: 'refused', [all.photos.id]: 'refused' })
    await at(all.nordlys, () => sendReminders())
    assert.lengthOf(await at(all.nordlys, () => OutboxMail.all()), 2) // the request and the receipt
  })

  test('writes down once that nobody answered', async (context) => {
    const { assert } = context
    const all = await clara()
    const lines = () =>
      at(all.nordlys, async () =>
        clinicClient().from('audit_events').where('action', 'consent_request.expired')
      )
    await at(all.nordlys, () => expireRequests())
    assert.lengthOf(await lines(), 0)

    letPass(15 * DAY, context)
    await at(all.nordlys, () => expireRequests())
    await at(all.nordlys, () => expireRequests())
    assert.lengthOf(await lines(), 1)
  })
})
