import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import { Sessions } from '#clinics/session_store'
import { clinicClient } from '#clinics/database'
import OutboxMail from '#models/outbox_mail'
import { aClient } from '#tests/clients'
import { letPass } from '#tests/clock'
import { at, NORDLYS } from '#tests/people'
import Answer from '../../models/answer.js'
import Link from '../../models/link.js'
import Request from '../../models/request.js'
import { consentSettings } from '../../settings.js'
import { expireRequests, sendReminders } from '../../tasks.js'
import {
  answered,
  type Clara,
  clara,
  consenting,
  fillIn,
  linkInMail,
  ORIGIN,
  PHOTOS,
  published,
  queriesOf,
  RECORDS,
  republished,
} from '../setting.js'

const DAY = 86_400_000

/** Nordlys with Clara and two published statements, of whom nothing was asked yet. */
async function unasked(values = {}) {
  const all = await consenting()
  const found = await at(all.nordlys, async () => ({
    client: await aClient({ locale: 'da', ...values }),
    records: await published(RECORDS),
    photos: await published(PHOTOS, { required: false }),
  }))
  const path = `/consents/clients/${found.client.id}/requests`
  return { ...all, ...found, path }
}

test.group('Asking', () => {
  test('by e-mail: a link that nobody can guess, in words that tell nothing', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, client: who, records, photos, path } = await unasked()
    const response = await client
      .post(path)
      .as(signe)
      .form({ statements: [records.id, photos.id], locale: 'nb', channel: 'link' })

    response.assertStatus(303)
    response.assertHeader('location', `/clients/${who.id}?tab=consents`)
    await at(nordlys, async () => {
      const request = await Request.query().preload('statements').firstOrFail()
      assert.deepEqual(
        [
          request.clientId,
          request.channel,
          request.locale,
          request.sentTo,
          request.createdBy,
          request.state,
        ],
        [who.id, 'link', 'nb', 'clara@example.test', signe.member.id, 'sent']
      )
      assert.sameMembers(
        request.statements.map(({ id }) => id),
        [records.id, photos.id]
      )
      assert.closeTo(request.expiresAt.diffNow().as('days'), 14, 0.01)

      const { mail, path: link } = await linkInMail()
      assert.equal(mail.recipient, 'clara@example.test')
      assert.equal(mail.clientId, who.id)
      assert.equal(mail.subject, 'Nordlys Fysioterapi har et spørsmål til deg')
      assert.notMatch(
        `${mail.subject} ${mail.text} ${mail.html}`,
        /record|journal|photo|bilde|helse|Clara/i
      )
      const token = link.split('/').at(-1)!
      assert.match(token, /^[\w-]{43}$/)
      const stored = await Link.firstOrFail()
      assert.notInclude(JSON.stringify(stored.serialize()), token)
      const found = await Request.findByTokenOrFail(token)
      assert.equal(found.id, request.id)

      const audit = await clinicClient()
        .from('audit_events')
        .where('action', 'consent_request.asked')
      assert.deepEqual(
        audit.map(({ member_id: member, subject_id: subject }) => [member, subject]),
        [[signe.member.id, who.id]]
      )
      assert.notInclude(JSON.stringify(audit), token)
    })
  })

  test('the mail’s link opens the page, at the clinic’s own address', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, records, path } = await unasked()
    await client
      .post(path)
      .as(signe)
      .form({ 'statements[]': records.id, 'locale': 'da', 'channel': 'link' })
    const { mail, path: link } = await at(nordlys, () => linkInMail())

    assert.match(mail.text!, /http:\/\/nordlys\.localhost(:\d+)?\/consents\/a\//)
    const page = await client.get(link).at(NORDLYS)
    page.assertStatus(200)
    assert.include(page.text(), '<html lang="da">')
  })

  test('on this screen: the member is signed out before the client has the device', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, records, path } = await unasked()
    const before = Sessions.instance.count()
    const response = await client
      .post(path)
      .as(signe)
      .form({ 'statements[]': records.id, 'locale': 'da', 'channel': 'screen' })

    response.assertStatus(303)
    assert.match(response.header('location')!, /^\/consents\/a\/[\w-]{43}$/)
    assert.include(response.header('clear-site-data')!, 'cache')
    const page = await client.get(response.header('location')!).at(NORDLYS)
    page.assertStatus(200)
    assert.lengthOf(Sessions.instance.ofMember(nordlys.id, signe.member.id), 0)
    assert.isAtMost(Sessions.instance.count(), before + 1)

    const request = await at(nordlys, () => Request.firstOrFail())
    assert.equal(request.channel, 'screen')
    assert.isNull(request.sentTo)
    assert.lengthOf(await at(nordlys, () => OutboxMail.all()), 0)
    assert.closeTo(request.expiresAt.diffNow().as('minutes'), 60, 1)
  })

  test('what cannot be asked is refused, and nothing is sent', async ({ client, assert }) => {
    const { nordlys, signe, photos, path } = await unasked({ email: null })
    await at(nordlys, () => photos.retire({ by: SERVER }))
    const form = { locale: 'da', channel: 'screen' }
    const send = (more: object) =>
      client
        .post(path)
        .as(signe)
        .form({ ...form, ...more })

    const nothing = await send({})
    const retired = await send({ 'statements[]': photos.id })
    const unknown = await send({ 'statements[]': '01900000-0000-7000-8000-000000000001' })
    const addressless = await at(nordlys, () => published(PHOTOS)).then(({ id }) =>
      send({ 'statements[]': id, 'channel': 'link' })
    )

    assert.include(nothing.text(), 'Statements is missing.')
    assert.include(retired.text(), 'One of these statements is no longer asked.')
    assert.include(addressless.text(), 'The client has no e-mail address.')
    assert.deepEqual(
      [nothing, retired, unknown, addressless].map((response) => response.status()),
      [422, 422, 422, 422]
    )
    assert.lengthOf(await at(nordlys, () => Request.all()), 0)
    assert.lengthOf(await at(nordlys, () => OutboxMail.all()), 0)
  })

  test('only who may collect can ask', async ({ client, assert }) => {
    const { nordlys, jonas, records, path } = await unasked()
    await at(nordlys, async () => {
      const row = { role: 'receptionist', permission: 'consents.collect', allowed: false }
      await clinicClient().insertQuery().table('role_permissions').insert(row)
      const { reloadClinicState } = await import('#clinics/state')
      await reloadClinicState()
    })
    const response = await client
      .post(path)
      .as(jonas)
      .form({ 'statements[]': records.id, 'locale': 'da', 'channel': 'link' })

    response.assertStatus(403)
    assert.lengthOf(await at(nordlys, () => Request.all()), 0)
  })

  test('what is missing or outdated is chosen on the page, and no more', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    await answered(client, all, { [all.records.id]: 'given', [all.photos.id]: 'refused' })
    const chosen = async () => {
      const page = await client
        .get(`/consents/clients/${all.client.id}/requests/create`)
        .as(all.signe)
      const boxes = page.text().matchAll(/name="statements\[\]" value="([^"]+)"[^>]* checked/g)
      return [...boxes].map(([, id]) => id)
    }

    assert.deepEqual(await chosen(), [])
    await at(all.nordlys, () => republished(all.records, { ...RECORDS, kept: 'Ten years.' }, true))
    assert.deepEqual(await chosen(), [all.records.id])
  })
})

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

test.group('The tab of a client', () => {
  async function tabOf(client: ApiClient, { client: who, signe }: Clara) {
    const page = await client.get(`/clients/${who.id}?tab=consents`).as(signe)
    return page.text()
  }

  test('tells what is missing, given, refused, outdated, and what is under way', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const fresh = await tabOf(client, all)
    assert.equal(fresh.match(/>Missing</g)!.length, 2)
    assert.include(fresh, 'Waiting for an answer')

    await answered(client, all, { [all.records.id]: 'given', [all.photos.id]: 'refused' })
    const after = await tabOf(client, all)
    assert.notInclude(after, '>Missing<')
    assert.notInclude(after, 'Waiting for an answer')
    assert.include(after, '>Given<')
    assert.include(after, '>Refused<')
    assert.include(after, 'By a link in an e-mail')

    await at(all.nordlys, () => republished(all.records, { ...RECORDS, kept: 'Ten years.' }, true))
    assert.include(await tabOf(client, all), '>Outdated<')
  })

  test('a small correction outdates nothing', async ({ client, assert }) => {
    const all = await clara()
    await answered(client, all, { [all.records.id]: 'given', [all.photos.id]: 'given' })
    await at(all.nordlys, () =>
      republished(all.records, { ...RECORDS, kept: 'Five  years.' }, false)
    )

    assert.notInclude(await tabOf(client, all), '>Outdated<')
  })

  test('is not there for who may not see consents', async ({ client, assert }) => {
    const all = await clara()
    await at(all.nordlys, async () => {
      const row = { role: 'practitioner', permission: 'consents.read', allowed: false }
      await clinicClient().insertQuery().table('role_permissions').insert(row)
      const { reloadClinicState } = await import('#clinics/state')
      await reloadClinicState()
    })

    assert.notInclude(await tabOf(client, all), 'tab=consents')
  })
})

test.group('Withdrawals that were told to a member', () => {
  test('are kept as evidence of their own', async ({ client, assert }) => {
    const all = await clara()
    const [given] = await answered(client, all, {
      [all.records.id]: 'given',
      [all.photos.id]: 'given',
    })
    const path = `/consents/answers/${given.id}/withdrawal`
    const form = await client.get(path).as(all.jonas)
    form.assertStatus(200)
    const response = await client.post(path).as(all.jonas).form({ told: 'phone' })

    response.assertStatus(303)
    await at(all.nordlys, async () => {
      const { answer, method, told, memberName, hash, address } = await Answer.query()
        .orderBy('id', 'desc')
        .firstOrFail()
      assert.deepEqual(
        { answer, method, told, memberName, hash, address },
        {
          answer: 'withdrawn',
          method: 'member',
          told: 'phone',
          memberName: 'Jonas Berg',
          hash: given.hash,
          address: '127.0.0.1',
        }
      )
    })
    const tab = await client.get(`/clients/${all.client.id}?tab=consents`).as(all.jonas)
    assert.include(tab.text(), '>Withdrawn<')
  })

  test('want to know how the client said it', async ({ client, assert }) => {
    const all = await clara()
    const [given] = await answered(client, all, {
      [all.records.id]: 'given',
      [all.photos.id]: 'given',
    })
    const path = `/consents/answers/${given.id}/withdrawal`
    const responses = await Promise.all([
      client.post(path).as(all.jonas).form({}),
      client.post(path).as(all.jonas).form({ told: 'telepathy' }),
    ])

    assert.deepEqual(
      responses.map((response) => response.status()),
      [422, 422]
    )
    assert.isTrue(await at(all.nordlys, () => given.isNewest()))
  })
})

test.group('A form that is filled in twice', () => {
  test('brings the client back to where the words are', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, { [all.records.id]: 'given', [all.photos.id]: 'given' })
    await client.post(`/consents/a/${all.token}`).at(NORDLYS).form(form)
    const again = await client.post(`/consents/a/${all.token}`).at(NORDLYS).form(form)

    again.assertStatus(303)
    again.assertHeader('location', `/consents/a/${all.token}?locale=en`)
    assert.lengthOf(await at(all.nordlys, () => Answer.all()), 2)
  })
})
