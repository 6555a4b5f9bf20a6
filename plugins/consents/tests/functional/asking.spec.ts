import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { Sessions } from '#clinics/sessions'
import { clinicClient } from '#clinics/database'
import OutboxMail from '#models/outbox_mail'
import { aClient } from '#tests/clients'
import { at, NORDLYS } from '#tests/people'
import Answer from '../../models/answer.js'
import Link from '../../models/link.js'
import Request from '../../models/request.js'
import {
  answered,
  clara,
  consenting,
  fillIn,
  linkInMail,
  PHOTOS,
  published,
  RECORDS,
  republished,
} from '../setting.js'

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
