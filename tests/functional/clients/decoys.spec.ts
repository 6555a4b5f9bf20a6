import { test } from '@japa/runner'
import { addDecoy } from '#clients/decoys'
import { SERVER } from '#audit/actor'
import { auditActions, lastAuditEvent } from '#tests/audit'
import { book, planOf } from '#tests/calendar'
import { aClient } from '#tests/clients'
import { letPass } from '#tests/clock'
import { mailsOf, setUpMail } from '#tests/mails'
import { at, countQueries, people, type People } from '#tests/people'
import { Visitor } from '#tests/visitor'

const PAGE = '/settings/security-overview'

/** A decoy, beside Clara, who exists; mails can be sent. */
async function withDecoy({ nordlys }: People) {
  await setUpMail(nordlys)
  return at(nordlys, async () => {
    const clara = await aClient()
    const decoy = await aClient({ firstName: 'Bertil', lastName: 'Nobody' })
    await addDecoy(decoy, SERVER)
    return { clara, decoy }
  })
}

test.group('Decoys', () => {
  test('tell the owners who opened them, once an hour, and show nothing of it', async (context) => {
    const { client, assert } = context
    const all = await people()
    const { decoy } = await withDecoy(all)
    const page = await client.get(`/clients/${decoy.id}`).as(all.jonas)
    page.assertStatus(200)
    assert.notMatch(page.text(), /decoy/i)

    const [mail, ...more] = await mailsOf(all.nordlys)
    assert.isEmpty(more)
    assert.equal(mail.recipient, all.ida.member.email)
    assert.include(mail.text, 'Jonas Berg read the page of client no. 2, which is a decoy.')
    assert.notInclude(`${mail.subject} ${mail.text}`, 'Bertil')
    assert.deepInclude(await lastAuditEvent(all.nordlys), {
      action: 'decoy.touched',
      subject_id: decoy.id,
      member_id: all.jonas.member.id,
    })

    await client.get(`/clients/${decoy.id}`).as(all.jonas)
    assert.lengthOf(await mailsOf(all.nordlys), 1)
    await client.get(`/clients/${decoy.id}/edit`).as(all.signe)
    assert.lengthOf(await mailsOf(all.nordlys), 2)
    letPass(61 * 60_000, context)
    await client.get(`/clients/${decoy.id}`).as(all.jonas)
    assert.lengthOf(await mailsOf(all.nordlys), 3)
  })

  test('are told from clients by no line of the log that an administrator reads or takes along', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const { decoy } = await withDecoy(all)
    await client.get(`/clients/${decoy.id}`).as(all.mads)
    const about = `subjectType=client&subject=${decoy.id}`
    const addresses = [
      '/settings/audit',
      `/settings/audit?${about}`,
      '/settings/audit?action=decoy.touched',
      ...['csv', 'json'].map((format) => `/settings/audit/exports?${about}&format=${format}`),
    ]

    for (const address of addresses) {
      const asAdministrator = await client.get(address).as(all.mads)
      asAdministrator.assertStatus(200)
      // What was asked for stands in the address that the page links to.
      const told = asAdministrator.text().replaceAll('action=decoy.touched', '')
      assert.notMatch(told, /decoy/i, address)
      const asOwner = await client.get(address).as(all.ida)
      assert.match(asOwner.text(), /decoy/i, address)
    }
    const report = await client.get(`/clients/${decoy.id}/report`).as(all.mads)
    assert.include(report.text(), 'client.read')
    assert.notMatch(report.text(), /decoy/i)
  })

  test('tell of an export that holds them, and of no other client or export', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const { clara, decoy } = await withDecoy(all)
    const admin = Visitor.as(client, all.mads, { proved_at: Date.now() })
    await admin.get(`/clients/${clara.id}`)
    await admin.post('/clients/exports', { format: 'csv', status: 'archived' })
    assert.isEmpty(await mailsOf(all.nordlys))
    assert.notInclude(await auditActions(all.nordlys), 'decoy.touched')

    await admin.post('/clients/exports', { format: 'csv', status: 'all' })
    const [mail] = await mailsOf(all.nordlys)
    assert.include(mail.text, 'Mads Holm exported the list of clients client no. 2')

    const page = await client.get(PAGE).as(all.ida)
    page.assertTextIncludes('Touched 1 time in the last month, last by Mads Holm')
    assert.include(page.text(), decoy.id)
  })

  test('are made and ended by the owner alone, of clients who do not exist', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const { nordlys, ida, mads, signe, jonas } = all
    const { clara, invented } = await at(nordlys, async () => {
      const one = await aClient()
      await book(planOf(signe, '13:00'), one)
      return { clara: one, invented: await aClient({ firstName: 'Bertil' }) }
    })
    const owner = Visitor.as(client, ida, { proved_at: Date.now() })
    const admin = Visitor.as(client, mads, { proved_at: Date.now() })

    const real = await owner.post(`${PAGE}/decoys`, { number: clara.number })
    real.assertStatus(422)
    real.assertTextIncludes('This client has appointments, and so is somebody who exists.')
    const unknown = await owner.post(`${PAGE}/decoys`, { number: 77 })
    unknown.assertTextIncludes('There is no client with this number.')
    assert.include(unknown.text(), 'value="77"')
    const refused = await admin.post(`${PAGE}/decoys`, { number: invented.number })
    refused.assertStatus(403)
    assert.notInclude(await auditActions(nordlys), 'decoy.added')

    await owner.post(`${PAGE}/decoys`, { number: invented.number })
    await client.get(`/clients/${invented.id}`).as(jonas)
    assert.include(await auditActions(nordlys), 'decoy.touched')
    await owner.delete(`${PAGE}/decoys/${invented.id}`)
    await client.get(`/clients/${invented.id}`).as(jonas)
    const actions = await auditActions(nordlys)
    assert.lengthOf(
      actions.filter((action) => action === 'decoy.touched'),
      1
    )
  })

  test('cost no other client’s page a query', async ({ client, assert }) => {
    const all = await people()
    const clara = await at(all.nordlys, () => aClient())
    const look = () => client.get(`/clients/${clara.id}`).as(all.signe)
    await look()
    const before = await countQueries(look)
    const decoy = await at(all.nordlys, () => aClient({ firstName: 'Bertil' }))
    await at(all.nordlys, () => addDecoy(decoy, SERVER))
    assert.equal(await countQueries(look), before)
  })
})
