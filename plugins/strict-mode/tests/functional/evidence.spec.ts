import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type { TestContext } from '@japa/runner/core'
import { lastAuditEvent } from '#tests/audit'
import { textOf } from '#tests/clients'
import type { Person } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import { strictClinic } from '../setting.js'

const REASON = 'The tablet at the front desk'
const FILE = '/strict-mode/evidence/evidence.p7m'
const run = promisify(execFile)

async function aFolder(context: Pick<TestContext, 'test'>) {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-'))
  context.test.cleanup(() => rm(folder, { recursive: true }))
  return folder
}

async function signedFile(client: ApiClient, person: Person): Promise<Buffer> {
  const request = client.get(FILE).as(person)
  request.request.responseType('blob')
  const response = await request
  response.assertStatus(200)
  return response.body()
}

/** What OpenSSL finds in a signed file; it throws where the signature does not hold. */
async function verified(folder: string, file: Buffer, certificate: string) {
  await writeFile(join(folder, 'evidence.p7m'), file)
  await writeFile(join(folder, 'clinic.pem'), certificate)
  const files = ['-in', 'evidence.p7m', '-CAfile', 'clinic.pem', '-out', 'evidence.json']
  await run('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', ...files], { cwd: folder })
  return JSON.parse(await readFile(join(folder, 'evidence.json'), 'utf8'))
}

test.group('Strict mode: evidence', () => {
  test('says of each rule since when it is on, what is measured, and who changed it', async ({
    client,
    assert,
  }) => {
    const { ida, mads, signe } = await strictClinic({ automatic_sign_out: { minutes: 20 } })
    const path = '/strict-mode/rules/automatic_sign_out'
    await client.put(path).form({ minutes: '45', reason: REASON }).as(ida)

    const page = await textOf(client.get('/strict-mode/evidence').as(mads))
    assert.include(page, 'signed in without doing anything is 45 minutes.')
    assert.include(page, `Ida Lund made it milder, or switched it off (${REASON})`)
    assert.include(page, 'Proposed: 45 CFR § 164.312(f)(2)(ii) (90 FR 898)')
    assert.include(page, 'Nothing here is a certificate')
    const refused = await client.get('/strict-mode/evidence').as(signe)
    refused.assertStatus(403)
  })

  test('is signed, and OpenSSL sees whether somebody changed it since', async (context) => {
    const { client, assert } = context
    const { ida, nordlys } = await strictClinic({ second_factor: { graceDays: 14 } })
    const stale = await Visitor.as(client, ida, { proved_at: 0 }).get(FILE)
    assert.match(stale.header('location')!, /^\/identity/)

    const file = await signedFile(client, ida)
    const certificate = await textOf(client.get('/strict-mode/evidence/clinic.pem').as(ida))
    const folder = await aFolder(context)
    const document = await verified(folder, file, certificate)
    assert.equal(document.format, 'fortrolig/strict-mode-evidence@1')
    assert.equal(document.clinic, 'Nordlys Fysioterapi')
    assert.equal(document.madeBy, 'Ida Lund')
    const [second] = document.rules
    assert.deepInclude(second, { id: 'second_factor', isOn: true, strictness: { graceDays: 14 } })
    assert.isFalse(second.measured.holds)
    assert.lengthOf(second.measured.exceptions, 4)
    assert.isTrue(second.answersTo.some(({ isProposed }: { isProposed: boolean }) => isProposed))
    const event = await lastAuditEvent(nordlys)
    assert.equal(event.action, 'strict-mode.evidence_exported')

    const forged = Buffer.from(file.toString('latin1').replace('Ida Lund', 'Ada Lund'), 'latin1')
    await assert.rejects(() => verified(folder, forged, certificate))
  })

  test('is signed by the clinic and by no other', async (context) => {
    const { client, assert } = context
    const { ida, freja } = await strictClinic()
    await switchOn(freja.clinic, 'strict-mode')
    const file = await signedFile(client, ida)
    const other = await textOf(client.get('/strict-mode/evidence/clinic.pem').as(freja))
    const own = await textOf(client.get('/strict-mode/evidence/clinic.pem').as(ida))
    assert.notEqual(own, other)
    const folder = await aFolder(context)
    await assert.rejects(() => verified(folder, file, other))
    await verified(folder, file, own)
  })
})
