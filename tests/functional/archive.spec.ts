import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { test } from '@japa/runner'
import type { TestContext } from '@japa/runner/core'
import { archiveClinic } from '#clinics/archive'
import { clinicDatabaseFile, clinicFolder } from '#clinics/database'
import type Clinic from '#models/clinic'
import { visit } from '#schedule/visit'
import { aClient } from '#tests/clients'
import { at, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import specimen from '../../plugins/soap/tests/specimen.js'

const FILES = 40
const OTHERS = 'note_id, version, size, circle, circle_version, envelope, member_id, created_at'

test.group('The archive of a clinic', () => {
  test('has each file of which its database tells, although files come and go meanwhile', async (context) => {
    const { assert } = context
    const { nordlys, out, attach, discard } = await attaching(context)
    const early = Array.from({ length: FILES }, attach)
    const before = toldIn(clinicDatabaseFile(nordlys.id))

    const zip = join(out, 'nordlys.zip')
    const archiving = archiveClinic(nordlys, [], zip)
    await become(() => heldIn(nordlys).some((name) => name.endsWith('.age')))
    const late = attach()
    await become(() => heldIn(nordlys).includes('clinic.sqlite'))
    for (const name of early.slice(0, FILES / 2)) discard(name)
    await become(() => existsSync(zip))
    for (const name of early.slice(FILES / 2)) discard(name)
    await archiving

    const { stdout } = spawnSync('python3', ['-m', 'zipfile', '-t', zip], { encoding: 'utf8' })
    assert.include(stdout, 'Done testing')
    spawnSync('python3', ['-m', 'zipfile', '-e', zip, out])
    const told = toldIn(join(out, 'clinic.sqlite'))
    assert.sameMembers(told, [...before, late])
    const files = told.map((name) => `${name}.age`)
    assert.sameMembers(readdirSync(join(out, 'files', 'soap')), files)
    assert.deepEqual(heldIn(nordlys), [], 'nothing that was thrown away is held any longer')
  })

  test('leaves out what is still being written, and breaks off where something else changes', async (context) => {
    const { assert } = context
    const { nordlys } = await people()
    const out = scratch(context)
    const folder = join(clinicFolder(nordlys.id), 'files')
    const growing = setInterval(() => appendFileSync(join(folder, name), randomBytes(1024)))
    context.cleanup(() => clearInterval(growing))

    let name = 'upload.age.part'
    assert.equal(await archiveClinic(nordlys, [], join(out, 'one.zip')), 2)
    name = 'changing.age'
    appendFileSync(join(folder, name), randomBytes(4 * 1024 * 1024))
    await assert.rejects(() => archiveClinic(nordlys, [], join(out, 'two.zip')))
    assert.deepEqual(heldIn(nordlys), [])
    assert.isFalse(existsSync(join(out, 'two.zip')))
    await assert.rejects(() => archiveClinic(nordlys, [], join(out, 'one.zip')), /EEXIST/)
    assert.isTrue(existsSync(join(out, 'one.zip')))
  })

  test('what an export held that was broken off is let go within a day', async ({ assert }) => {
    const { nordlys } = await people()
    const broken = leaveHeld(nordlys, 'broken-off')
    utimesSync(broken, 0, 0)
    const underWay = leaveHeld(nordlys, 'under-way')

    await visit(nordlys)

    assert.isFalse(existsSync(broken))
    assert.deepEqual(readdirSync(underWay), ['note.age'], 'another export may still read it')
  })

  test('is written twice at once, whoever lets go first what is left over', async (context) => {
    const { nordlys } = await people()
    const out = scratch(context)
    const left = Array.from({ length: FILES }, (_, count) => leaveHeld(nordlys, `left-${count}`))
    for (const folder of left) utimesSync(folder, 0, 0)

    const zips = ['one.zip', 'two.zip'].map((name) => join(out, name))
    const archiving = Promise.all(zips.map((zip) => archiveClinic(nordlys, [], zip)))
    await become(() => !left.every((folder) => existsSync(folder)))
    for (const folder of left) rmSync(folder, { recursive: true, force: true })
    const counts = await archiving

    context.assert.deepEqual(counts, [2, 2])
    context.assert.deepEqual(heldIn(nordlys), [])
  })
})

/** Nordlys with a note and a file beside it. @returns what the server does to such files while a command runs beside it */
async function attaching(context: TestContext) {
  const { nordlys, ida } = await people()
  await switchOn(nordlys, 'keys', 'soap')
  const by = { member: ida.member, address: null }
  await at(nordlys, async () => specimen(await aClient(), { by }))
  // A connection of its own, as another process has: what it writes is there at once.
  const server = new Database(clinicDatabaseFile(nordlys.id))
  context.cleanup(() => void server.close())
  const fileOf = (name: string) => join(clinicFolder(nordlys.id), 'files', 'soap', `${name}.age`)

  const attach = () => {
    const name: string = randomUUID()
    writeFileSync(fileOf(name), randomBytes(64 * 1024))
    server
      .prepare(
        `insert into soap_attachments (id, stored_as, ${OTHERS})
         select ?, ?, ${OTHERS} from soap_attachments limit 1`
      )
      .run(name, name)
    return name
  }
  const discard = (name: string) => {
    server.prepare('delete from soap_attachments where stored_as = ?').run(name)
    rmSync(fileOf(name))
  }
  return { nordlys, out: scratch(context), attach, discard }
}

/** The names of the files of which a clinic's database tells. */
function toldIn(database: string): string[] {
  const connection = new Database(database, { readonly: true })
  try {
    return connection.prepare<[], string>('select stored_as from soap_attachments').pluck().all()
  } finally {
    connection.close()
  }
}

/** What lies in the folders of exports that are under way, and those folders. */
function heldIn({ id }: Clinic): string[] {
  const home = clinicFolder(id)
  return readdirSync(home)
    .filter((name) => name.startsWith('held-'))
    .flatMap((name) => [name, ...readdirSync(join(home, name), { recursive: true }).map(String)])
}

/** As an export leaves it whose process was killed, or while it is under way. @returns the folder */
function leaveHeld({ id }: Clinic, name: string) {
  const folder = join(clinicFolder(id), `held-${name}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'note.age'), 'age-encryption.org/v1')
  return folder
}

function scratch({ cleanup }: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'fortrolig-archive-test-'))
  cleanup(() => rmSync(folder, { recursive: true }))
  return folder
}

async function become(isSo: () => boolean) {
  while (!isSo()) await setImmediate()
}
