import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import emitter from '@adonisjs/core/services/emitter'
import { clinicClient } from '#clinics/database'
import ClientDeleted from '#events/client_deleted'
import Client from '#models/client'
import OutboxMail from '#models/outbox_mail'
import { SERVER } from '#audit/actor'
import { auditEvents, lastAuditEvent } from '#tests/audit'
import { at, people, type People } from '#tests/people'
import { aClient, statusOf, textOf } from '#tests/clients'
import { installed, switchOn } from '#tests/plugins'

/** Clara with everything that the core keeps about a client. */
async function clara({ nordlys }: People) {
  return at(nordlys, async () => {
    const client = await aClient({ nationalId: '030280-1234' })
    await client.addAlert('Allergic to latex', { by: SERVER })
    await client.addTag('VIP', { by: SERVER })
    await OutboxMail.create({
      purpose: 'test',
      clientId: client.id,
      recipient: 'clara@example.test',
      subject: 'Hello Clara',
      messageId: '1@test',
      state: 'waiting',
      attempts: 0,
      dueAt: DateTime.utc(),
    })
    return client
  })
}

/** Everything that the clinic's file holds, as text. */
async function everything() {
  const tables = await clinicClient().from('sqlite_master').where('type', 'table').select('name')
  const rows = []
  for (const { name } of tables) rows.push(await clinicClient().from(name))
  return JSON.stringify(rows)
}

test.group('Deleting a client', () => {
  test('says before what goes and what stays', async ({ client, assert }) => {
    const all = await people()
    await switchOn(all.nordlys, 'guestbook')
    const { id } = await clara(all)
    const page = await textOf(client.get(`/clients/${id}/deletion`).as(all.mads))
    const words = page.replaceAll(/<[^>]*>|\s+/g, ' ').replaceAll(/\s+/g, ' ')
    assert.include(words, 'Alerts 1')
    assert.include(words, 'Tags 1')
    assert.include(words, 'E-mails in the outbox 1')
    assert.include(words, 'Lines in the guestbook 1 (Guestbook)')
    assert.notInclude(words, 'The covers of the book')
    assert.include(words, 'The audit log still says who did what')
  })

  test('leaves nothing behind but lines without a name', async ({ client, assert }) => {
    const all = await people()
    const { nordlys, mads } = all
    await switchOn(nordlys, 'guestbook')
    const { id } = await clara(all)
    const events: ClientDeleted[] = []
    const off = emitter.on(ClientDeleted, (event) => void events.push(event))
    const response = await client
      .post(`/clients/${id}/deletion`)
      .as(mads)
      .form({ confirmation: ' clara  Østergaard ' })
    off()

    response.assertStatus(303)
    assert.isNull(await at(nordlys, () => Client.find(id)))
    const left = await at(nordlys, everything)
    for (const word of ['Clara', 'clara@', 'stergaard', '20123456', '0302801234', 'latex'])
      assert.notInclude(left, word)
    assert.deepEqual(
      events.map(({ clientId }) => clientId),
      [id]
    )
    const last = await lastAuditEvent(nordlys)
    assert.deepEqual(
      [last.action, last.subject_id, last.details],
      ['client.deleted', id, { number: 1 }]
    )
    assert.notInclude(JSON.stringify(await auditEvents(nordlys)), 'Clara')
  })

  test('asks for the name', async ({ client, assert }) => {
    const all = await people()
    const { id } = await clara(all)
    for (const [confirmation, sentence] of [
      ['', 'The name is missing.'],
      ['Clara', 'This is not the name'],
    ]) {
      const response = await client
        .post(`/clients/${id}/deletion`)
        .as(all.mads)
        .form({ confirmation })
      response.assertStatus(422)
      assert.include(response.text(), sentence)
    }
    assert.isNotNull(await at(all.nordlys, () => Client.find(id)))
  })

  test('deletes nothing when a plugin cannot delete its part, and says which', async ({
    client,
    assert,
    cleanup,
  }) => {
    const all = await people()
    await switchOn(all.nordlys, 'guestbook')
    const { id } = await clara(all)
    const { data } = installed('guestbook').definition
    const { erase } = data!
    cleanup(() => void Object.assign(data!, { erase }))
    Object.assign(data!, {
      async erase(of: Client) {
        await erase(of)
        throw new Error('The pen leaks')
      },
    })
    const before = await at(all.nordlys, everything)
    const response = await client
      .post(`/clients/${id}/deletion`)
      .as(all.mads)
      .form({ confirmation: 'Clara Østergaard' })

    response.assertStatus(422)
    assert.include(response.text(), '“Guestbook” could not delete its part')
    assert.equal(await at(all.nordlys, everything), before)
  })

  test('needs the permission and this clinic', async ({ client, assert }) => {
    const all = await people()
    const { id } = await clara(all)
    const send = () =>
      client.post(`/clients/${id}/deletion`).form({ confirmation: 'Clara Østergaard' })
    assert.equal(await statusOf(send().as(all.signe)), 403)
    assert.equal(await statusOf(send().as(all.freja)), 404)
    assert.isNotNull(await at(all.nordlys, () => Client.find(id)))
  })
})
