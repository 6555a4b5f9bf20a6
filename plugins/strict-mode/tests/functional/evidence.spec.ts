import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extractText, getDocumentProxy } from 'unpdf'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type { TestContext } from '@japa/runner/core'
import { lastAuditEvent } from '#tests/audit'
import { textOf } from '#tests/clients'
import { itIs } from '#tests/clock'
import { at, type Person } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import { RULES } from '../../rules.js'
import { rulesOn, strictClinic } from '../setting.js'

const REASON = 'The tablet at the front desk'
const FILE = '/strict-mode/evidence/evidence.p7m'
const REPORT = '/strict-mode/evidence/evidence.pdf'
const run = promisify(execFile)

async function aFolder(context: Pick<TestContext, 'test'>) {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-'))
  context.test.cleanup(() => rm(folder, { recursive: true }))
  return folder
}

async function signedFile(client: ApiClient, person: Person, path = FILE): Promise<Buffer> {
  const request = client.get(path).as(person)
  request.request.responseType('blob')
  const response = await request
  response.assertStatus(200)
  return response.body()
}

/** What OpenSSL finds in a signed file; it throws where the signature does not hold. */
async function verified(folder: string, file: Buffer, certificate: string, content?: Buffer) {
  await writeFile(join(folder, 'signed'), file)
  await writeFile(join(folder, 'clinic.pem'), certificate)
  if (content) await writeFile(join(folder, 'content'), content)
  const beside = content ? ['-content', 'content'] : []
  const files = ['-in', 'signed', ...beside, '-CAfile', 'clinic.pem', '-out', 'out']
  await run('openssl', ['cms', '-verify', '-binary', '-inform', 'DER', ...files], { cwd: folder })
  return readFile(join(folder, 'out'))
}

/** The signature that a PDF carries, and what it signs: all of the file around it. */
function partsOf(pdf: Buffer) {
  const range = pdf.toString('latin1').match(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\s*\]/)!
  const [from, length, next, rest] = range.slice(1).map(Number)
  assertWhole(from === 0 && next + rest === pdf.length)
  const digits = pdf.subarray(length + 1, next - 1).toString('latin1')
  const der = Buffer.from(digits, 'hex')
  // Zeros fill up the hole: DER says how long it is in its first four bytes.
  const signature = der.subarray(0, 4 + der.readUInt16BE(2))
  return { signature, content: Buffer.concat([pdf.subarray(0, length), pdf.subarray(next)]) }
}

function assertWhole(isWhole: boolean) {
  if (!isWhole) throw new Error('The signature leaves a part of the file out')
}

/** What somebody reads in a PDF, and what a program is told that reads it aloud. */
async function read(pdf: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const { text } = await extractText(document, { mergePages: true })
  const { info } = await document.getMetadata()
  const first = await document.getPage(1)
  const tags = await first.getStructTree()
  const told = info as Record<string, unknown>
  return { text: text.replaceAll(/\s+/g, ' '), pages: document.numPages, info: told, tags }
}

test.group('Strict mode: evidence', () => {
  test('has one signer, though two ask for it at once for the first time', async ({
    client,
    assert,
  }) => {
    const { ida, mads } = await strictClinic()
    const path = '/strict-mode/evidence/clinic.pem'
    const both = await Promise.all([ida, mads].map((one) => signedFile(client, one, path)))
    const later = await signedFile(client, ida, path)
    assert.include(later.toString(), 'BEGIN CERTIFICATE')
    assert.deepEqual(both.map(String), [later.toString(), later.toString()])
  })

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
    const document = JSON.parse(String(await verified(folder, file, certificate)))
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

  test('is a report for people, whose signature OpenSSL checks too', async (context) => {
    const { client, assert } = context
    const { ida, nordlys, signe } = await strictClinic({ automatic_sign_out: { minutes: 20 } })
    await at(nordlys, () => signe.member.merge({ name: 'Łucja Şağlam-Юлия Ωνάση' }).save())
    await client
      .put('/strict-mode/rules/automatic_sign_out')
      .form({ minutes: '45', reason: REASON })
      .as(ida)
    const stale = await Visitor.as(client, ida, { proved_at: 0 }).get(REPORT)
    assert.match(stale.header('location')!, /^\/identity/)
    await rulesOn(nordlys, { second_factor: { graceDays: 0 } })
    const pdf = await signedFile(client, ida, REPORT)
    const event = await lastAuditEvent(nordlys)
    assert.deepInclude(event, { action: 'strict-mode.evidence_exported' })
    assert.deepEqual(event.details, { format: 'pdf' })

    const { text, pages, info, tags } = await read(pdf)
    assert.deepInclude(info, { Title: 'Evidence of strict mode', Language: 'en' })
    assert.include(text, 'Nordlys Fysioterapi')
    assert.match(text, /Made \w+ \d+, \d{4}, .{4,12} \(Europe\/Copenhagen\) by Ida Lund\./)
    assert.include(text, `2 of ${RULES.length} rules are on; 1 of them holds for everybody.`)
    assert.include(text, 'Not yet: Ida Lund, Jonas Berg, Mads Holm, Łucja Şağlam-Юлия Ωνάση')
    assert.include(text, 'Minutes without a sign of life: 45')
    assert.include(text, `Ida Lund made it milder, or switched it off (${REASON})`)
    assert.include(text, 'Proposed: 45 CFR § 164.312(f)(2)(ii) (90 FR 898)')
    assert.include(text, 'Nothing here is a certificate')
    assert.include(text, `page ${pages} of ${pages}`)
    assert.match(JSON.stringify(tags), /"role":"Document".*"role":"H1".*"role":"H2"/)

    const folder = await aFolder(context)
    const certificate = await textOf(client.get('/strict-mode/evidence/clinic.pem').as(ida))
    const { signature, content } = partsOf(pdf)
    await verified(folder, signature, certificate, content)
    content[content.length - 300] ^= 1
    await assert.rejects(() => verified(folder, signature, certificate, content))
  })

  test('is the same report byte for byte, when it is made at the same moment', async (context) => {
    const { client, assert } = context
    const { ida } = await strictClinic({ automatic_sign_out: { minutes: 20 } })
    const first = await signedFile(client, ida, REPORT)
    itIs('2026-11-01T23:30:00Z', context)
    const visitor = await signedFile(client, ida, REPORT)
    const again = await signedFile(client, ida, REPORT)
    assert.isTrue(visitor.equals(again))
    assert.isFalse(visitor.equals(first))
    for (const [locale, words] of [
      ['da', 'Lavet 2. nov. 2026, 00.30 (Europe/Copenhagen) af Ida Lund.'],
      ['nb', 'Laget 2. nov. 2026, 00:30 (Europe/Copenhagen) av Ida Lund.'],
    ]) {
      await at(ida.clinic, () => ida.member.merge({ locale }).save())
      const { text, info } = await read(await signedFile(client, ida, REPORT))
      assert.include(text, words)
      assert.equal(info.Language, locale)
    }
  })
})
