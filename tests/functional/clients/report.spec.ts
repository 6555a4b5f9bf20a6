import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { ApiRequest } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import { lastAuditEvent } from '#tests/audit'
import { at, people, type People } from '#tests/people'
import { aClient, statusOf, textOf } from '#tests/clients'
import { installed, switchOff, switchOn } from '#tests/plugins'

async function clara({ nordlys }: People) {
  return at(nordlys, async () => {
    const client = await aClient({
      nationalId: '030280-1234',
      channel: 'sms',
      lastName: '<b>Østergaard',
    })
    await client.addAlert('Allergic to latex', { by: SERVER })
    await client.addTag('VIP', { by: SERVER })
    return client
  })
}

/** The body as it came: superagent would take it for something to parse. */
function asBytes(request: ApiRequest) {
  request.request.responseType('blob')
}

/** Unpacks the way that whoever receives it does. */
function unzip(body: Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'fortrolig-report-'))
  writeFileSync(join(folder, 'report.zip'), body)
  execFileSync('python3', ['-m', 'zipfile', '-e', 'report.zip', '.'], { cwd: folder })
  const read = (name: string) => readFileSync(join(folder, 'client-1', name), 'utf8')
  const files = { json: JSON.parse(read('data.json')), html: read('report.html') }
  rmSync(folder, { recursive: true })
  return files
}

test.group('Everything about a client', () => {
  test('on one page, of the core and of every plugin', async ({ client, assert }) => {
    const all = await people()
    await switchOn(all.nordlys, 'guestbook')
    const { id } = await clara(all)
    const page = await textOf(client.get(`/clients/${id}/report`).as(all.mads))
    for (const text of [
      'clara@example.test',
      'February 3, 1980',
      'Text message',
      'Allergic to latex',
      'VIP',
      'client.created',
      'Guestbook',
      'Welcome',
      '&lt;b&gt;Østergaard',
    ])
      assert.include(page, text)
    assert.notInclude(page, '<b>Østergaard')
    assert.notInclude(page, '030280-1234')
    assert.include(page, '<title>Everything about client 1 · Fortrolig</title>')
    const last = await lastAuditEvent(all.nordlys)
    assert.deepEqual([last.action, last.subject_id], ['client.report_read', id])
  })

  test('as a file for programs and one for people', async ({ client, assert }) => {
    const all = await people()
    await switchOn(all.nordlys, 'guestbook')
    const { id } = await clara(all)
    const response = await client.get(`/clients/${id}/report/file`).as(all.mads).setup(asBytes)
    response.assertStatus(200)
    response.assertHeader('content-type', 'application/zip')
    response.assertHeader('content-disposition', 'attachment; filename="client-1.zip"')
    const { json, html } = unzip(response.body())

    assert.containSubset(json, {
      format: 'fortrolig/client-report@1',
      clinic: 'Nordlys Fysioterapi',
      missing: [],
      leavesOut: [],
      parts: {
        core: {
          client: {
            id,
            firstName: 'Clara',
            nationalId: '030280-1234',
            birthDate: '1980-02-03',
            tags: ['VIP'],
          },
          alerts: [{ text: 'Allergic to latex' }],
          log: [
            { action: 'client.created' },
            { action: 'client.alert_added' },
            { action: 'client.tagged' },
          ],
        },
        guestbook: { entries: ['Welcome!'] },
      },
    })
    for (const text of ['030280-1234', 'Allergic to latex', 'Guestbook', '&lt;b&gt;Østergaard'])
      assert.include(html, text)
    assert.notMatch(html, /<script|<link|src="http|<b>Ø/)
    const last = await lastAuditEvent(all.nordlys)
    assert.deepEqual(
      [last.action, last.details],
      ['client.exported', { missing: [], withNationalId: true }]
    )
  })

  test('a plugin that is off still owes its part', async ({ client, assert }) => {
    const all = await people()
    await switchOn(all.nordlys, 'guestbook')
    const { id } = await clara(all)
    await switchOff(all.nordlys, 'guestbook')
    assert.include(await textOf(client.get(`/clients/${id}/report`).as(all.mads)), 'Welcome')
  })

  test('a plugin that fails costs its part, and the report says so', async ({
    client,
    assert,
    cleanup,
  }) => {
    const all = await people()
    await switchOn(all.nordlys, 'guestbook')
    const { id } = await clara(all)
    const { data } = installed('guestbook').definition
    const own = data!.export
    cleanup(() => void Object.assign(data!, { export: own }))
    Object.assign(data!, {
      export() {
        throw new Error('The book is wet')
      },
    })
    const page = await textOf(client.get(`/clients/${id}/report`).as(all.mads))
    assert.include(page, 'This part is missing: “Guestbook” could not say what it keeps')
    assert.include(page, 'clara@example.test')

    const response = await client.get(`/clients/${id}/report/file`).as(all.mads).setup(asBytes)
    const { json, html } = unzip(response.body())
    assert.deepEqual(json.missing, [{ id: 'guestbook', missing: 'failed' }])
    assert.isNull(json.parts.guestbook)
    assert.include(html, 'This part is missing')
    const last = await lastAuditEvent(all.nordlys)
    assert.deepEqual(last.details.missing, ['guestbook'])
  })

  test('needs the permission and this clinic', async ({ client, assert }) => {
    const all = await people()
    const { id } = await clara(all)
    for (const path of [`/clients/${id}/report`, `/clients/${id}/report/file`]) {
      assert.equal(await statusOf(client.get(path).as(all.signe)), 403)
      assert.equal(await statusOf(client.get(path).as(all.freja)), 404)
    }
  })
})
