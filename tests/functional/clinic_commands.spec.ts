import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import Database from 'better-sqlite3'
import app from '@adonisjs/core/services/app'
import { PASSWORD } from '#tests/people'

/** A server of its own, driven from the command line in a second process. */
function server(dataDir: string) {
  return (command: string, ...args: string[]) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['ace.js', command, ...args], {
      cwd: app.makePath(),
      input: `${PASSWORD}\n`,
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: dataDir, NODE_ENV: 'production', NO_COLOR: '1' },
    })
    return { output: stdout + stderr, status }
  }
}

const OWNER = ['--owner-name=Tuva', '--owner-email=tuva@fjord.test', '--password-stdin']

test.group('Clinic commands', (group) => {
  let dataDir: string
  let ace: ReturnType<typeof server>
  group.each.setup(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'fortrolig-commands-'))
    ace = server(dataDir)
    return () => rmSync(dataDir, { recursive: true })
  })

  test('create, hosts, rename and list', ({ assert }) => {
    assert.equal(ace('clinic:create', '--name=Fjord', ...OWNER).status, 0)
    const second = ace('clinic:create', '--name=Berg', '--hosts=berg.test', ...OWNER)
    assert.equal(second.status, 1)
    assert.include(second.output, 'First give "Fjord" a host name')

    assert.include(ace('clinic:hosts', 'Fjord', 'https://fjord.test').output, 'not a host name')
    assert.include(ace('clinic:hosts', 'Fjord', 'Fjord.test').output, 'Fjord: fjord.test')
    assert.equal(ace('clinic:create', '--name=Berg', '--hosts=berg.test', ...OWNER).status, 0)
    assert.include(ace('clinic:hosts', 'Berg', 'fjord.test').output, 'Another clinic answers')

    assert.include(ace('clinic:rename', 'fjord.test', 'Fjord Massage').output, 'is now called')
    const { output } = ace('clinic:list')
    assert.match(output, /Berg.*berg\.test[^]*Fjord Massage.*fjord\.test/)
  })

  test('a short password founds nothing', ({ assert }) => {
    const { status, output } = spawnShortPassword(dataDir)
    assert.equal(status, 1)
    assert.include(output, 'at least 12 characters')
    assert.include(ace('clinic:list').output, 'no clinic yet')
    assert.isFalse(existsSync(join(dataDir, 'clinics')))
  })

  test('export writes the whole clinic, and delete leaves one line', ({ assert }) => {
    ace('clinic:create', '--name=Fjord', ...OWNER)
    const archive = join(dataDir, 'fjord.zip')
    assert.include(ace('clinic:export', 'Fjord', `--to=${archive}`).output, 'Wrote')
    assert.include(ace('clinic:export', 'Fjord', `--to=${archive}`).output, 'already there')
    const listing = spawnSync('python3', ['-m', 'zipfile', '-l', archive], { encoding: 'utf8' })
    assert.match(listing.stdout, /clinic\.sqlite[^]*clinic\.json/)

    assert.include(ace('clinic:delete', 'Fjord', '--confirm=fjord').output, 'Nothing was deleted')
    assert.equal(readdirSync(join(dataDir, 'clinics')).length, 1)

    assert.equal(ace('clinic:delete', 'Fjord', '--confirm=Fjord').status, 0)
    assert.isEmpty(readdirSync(join(dataDir, 'clinics')))
    const database = new Database(join(dataDir, 'server.sqlite'), { readonly: true })
    const events = database.prepare('select action, details from server_events').all() as {
      action: string
      details: string
    }[]
    assert.deepEqual(
      events.map(({ action }) => action),
      ['clinic.created', 'clinic.deleted']
    )
    assert.notInclude(JSON.stringify(events), 'Fjord')
    for (const table of ['clinics', 'clinic_hosts']) {
      assert.isEmpty(database.prepare(`select * from ${table}`).all())
    }
    database.close()
  })
})

function spawnShortPassword(dataDir: string) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['ace.js', 'clinic:create', '--name=Fjord', ...OWNER],
    {
      cwd: app.makePath(),
      input: 'short\n',
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: dataDir, NODE_ENV: 'production', NO_COLOR: '1' },
    }
  )
  return { output: stdout + stderr, status }
}
