import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { clinicFolder } from '#clinics/database'
import { directory } from '#clinics/directory'
import { hostsOf, setHosts } from '#clinics/hosts'
import { runCommand } from '#tests/commands'
import { NORDLYS, PASSWORD, people, SYDHAVN } from '#tests/people'

const OWNER = ['--owner-name=Tuva', '--owner-email=tuva@fjord.test', '--password-stdin']

/** Runs a command as an operator does, on a server of its own. Starting a process costs a second. */
function atConsole(dataDir: string, input: string, ...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['ace.js', ...args], {
    cwd: app.makePath(),
    input: `${input}\n`,
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: dataDir, NODE_ENV: 'production', NO_COLOR: '1' },
  })
  return { output: stdout + stderr, status }
}

test.group('Clinic commands', () => {
  test('create clinics, with the password from standard input', ({ assert, cleanup }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'fortrolig-commands-'))
    cleanup(() => rmSync(dataDir, { recursive: true }))
    const create = (password: string, ...args: string[]) =>
      atConsole(dataDir, password, 'clinic:create', ...args, ...OWNER)

    const short = create('short', '--name=Fjord')
    assert.equal(short.status, 1)
    assert.include(short.output, 'at least 12 characters')
    assert.isFalse(existsSync(join(dataDir, 'clinics')))

    assert.equal(create(PASSWORD, '--name=Fjord', '--hosts=fjord.test').status, 0)
    assert.equal(create(PASSWORD, '--name=Berg', '--hosts=berg.test').status, 0)
    const { output } = atConsole(dataDir, '', 'clinic:list')
    assert.match(output, /Berg.*berg\.test[^]*Fjord.*fjord\.test/)
  })

  test('want a host name of each of several clinics', async ({ assert }) => {
    const { nordlys } = await people()
    const nameless = await runCommand('clinic:create', '--name=Berg', ...OWNER)
    const taken = await runCommand('clinic:create', '--name=Berg', `--hosts=${NORDLYS}`, ...OWNER)
    await setHosts(nordlys, [])
    const afterNameless = await runCommand(
      'clinic:create',
      '--name=Berg',
      '--hosts=berg.test',
      ...OWNER
    )

    for (const { exitCode } of [nameless, taken, afterNameless]) assert.equal(exitCode, 1)
    assert.include(nameless.output, 'A second clinic needs a host name of its own')
    assert.include(taken.output, 'Another clinic answers')
    assert.include(afterNameless.output, 'First give "Nordlys Fysioterapi" a host name')
    assert.lengthOf(await directory.all(), 2)
  })

  test('change host names and names, and list them', async ({ assert }) => {
    const { nordlys } = await people()
    const wrong = await runCommand('clinic:hosts', NORDLYS, 'https://fjord.test')
    assert.include(wrong.output, 'not a host name')
    const taken = await runCommand('clinic:hosts', NORDLYS, SYDHAVN)
    assert.include(taken.output, 'Another clinic answers')
    assert.deepEqual(await hostsOf(nordlys), [NORDLYS])

    const set = await runCommand('clinic:hosts', 'nordlys fysioterapi', 'Fjord.test')
    assert.include(set.output, 'Nordlys Fysioterapi: fjord.test')
    const renamed = await runCommand('clinic:rename', 'fjord.test', 'Fjord Massage')
    assert.include(renamed.output, '"Nordlys Fysioterapi" is now called "Fjord Massage"')
    const { output } = await runCommand('clinic:list')
    assert.match(output, /Fjord Massage.*fjord\.test[^]*Sydhavn Psykologi.*sydhavn\.localhost/)

    const unknown = await runCommand('clinic:rename', 'Berg', 'Dal')
    assert.equal(unknown.exitCode, 1)
    assert.include(unknown.output, 'There is no clinic "Berg". There are: Fjord Massage, Sydhavn')
  })

  test('export writes the whole clinic, and delete leaves one line', async ({
    assert,
    cleanup,
  }) => {
    const { nordlys } = await people()
    const folder = mkdtempSync(join(tmpdir(), 'fortrolig-commands-'))
    cleanup(() => rmSync(folder, { recursive: true }))
    const archive = join(folder, 'nordlys.zip')
    const exported = await runCommand('clinic:export', NORDLYS, `--to=${archive}`)
    assert.include(exported.output, 'Wrote')
    const again = await runCommand('clinic:export', NORDLYS, `--to=${archive}`)
    assert.include(again.output, 'already there')
    const listing = spawnSync('python3', ['-m', 'zipfile', '-l', archive], { encoding: 'utf8' })
    assert.match(listing.stdout, /clinic\.sqlite[^]*clinic\.json/)

    const mistyped = await runCommand('clinic:delete', NORDLYS, '--confirm=nordlys fysioterapi')
    assert.equal(mistyped.exitCode, 1)
    assert.include(mistyped.output, 'Nothing was deleted')
    assert.isTrue(existsSync(clinicFolder(nordlys.id)))

    const deleted = await runCommand('clinic:delete', NORDLYS, `--confirm=${nordlys.name}`)
    assert.equal(deleted.exitCode, 0)
    assert.notInclude(readdirSync(join(clinicFolder(nordlys.id), '..')), nordlys.id)
    const events = await db.from('server_events').select('action', 'details')
    assert.deepEqual(
      events.map(({ action }) => action),
      ['clinic.deleted']
    )
    assert.notInclude(JSON.stringify(events), 'Nordlys')
    assert.isEmpty(await db.from('clinics').where('id', nordlys.id))
    assert.isEmpty(await db.from('clinic_hosts').where('clinic_id', nordlys.id))
  })
})
