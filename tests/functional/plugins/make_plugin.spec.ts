import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import env from '#start/env'
import { freePort } from '#tests/peers/free_port'

const FOLDER = 'tmp/made'

/** Runs a program in the project's folder, as a plugin's author does. */
function run(args: string[], environment: Record<string, string> = {}) {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: app.makePath(),
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...environment },
  })
  return { output: stdout + stderr, status }
}

function make(id: string, folder = FOLDER) {
  return run(['ace.js', 'make:plugin', id, `--folder=${folder}`])
}

test.group('make:plugin', (group) => {
  group.each.setup(() => {
    rmSync(app.makePath(FOLDER), { recursive: true, force: true })
    return () => rmSync(app.makePath(FOLDER), { recursive: true, force: true })
  })

  test('writes a plugin that passes its own tests and the contract’s', async ({ assert }) => {
    for (const id of ['waiting-list', 'soap']) assert.equal(make(id).status, 0)
    const files = globSync('*/tests/functional/*.spec.ts', { cwd: app.makePath(FOLDER) })
    const { output, status } = run(['--import', './bin/typescript.mjs', 'bin/test.ts'], {
      TEST_FILES: [
        'tests/functional/plugin_contract.spec.ts',
        ...files.map((file) => join(FOLDER, file)),
      ].join('\n'),
      PLUGIN_FOLDERS: FOLDER,
      // This run reports to its own runner; the one inside prints.
      TEST_REPORT: '',
      TEST_TURNS: '',
      DATA_DIR: join(env.get('DATA_DIR'), 'made'),
      PORT: String(await freePort()),
    })

    assert.equal(status, 0, output)
    for (const id of ['waiting-list', 'soap']) {
      assert.include(output, `Contract of the plugin ${id}`)
      assert.include(output, `${FOLDER}/${id}/tests/functional/entries.spec.ts`)
    }
  })

  test('gives everything the new name', ({ assert }) => {
    make('foot-bath-diary')
    const folder = app.makePath(FOLDER, 'foot-bath-diary')
    const text = globSync('**/*.*', { cwd: folder })
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n')

    assert.notMatch(text, /waiting.?list/i)
    for (const spelling of [
      'foot-bath-diary',
      'foot_bath_diary',
      'FootBathDiary',
      'Foot bath diary',
    ])
      assert.include(text, spelling)
  })

  test('has the schema class that its migration makes', ({ assert }) => {
    make('soap')
    const file = app.makePath(FOLDER, 'soap/schema.ts')
    const copied = readFileSync(file, 'utf8')
    rmSync(file)
    const { output, status } = run(['ace.js', 'schema:write', 'soap'], { PLUGIN_FOLDERS: FOLDER })

    assert.equal(status, 0, output)
    assert.equal(readFileSync(file, 'utf8'), copied)
  })

  test('refuses an id that cannot be one, and a folder that is there', ({ assert }) => {
    const nonsense = make('Waiting List!')
    const core = make('clients')
    make('soap')
    const twice = make('soap')

    assert.include(nonsense.output, 'must be lower-case words with hyphens between them')
    assert.include(core.output, 'belongs to the core')
    assert.include(twice.output, 'tmp/made/soap is there already.')
    assert.deepEqual([nonsense.status, core.status, twice.status], [1, 1, 1])
    assert.isFalse(existsSync(app.makePath(FOLDER, 'clients')))
  })
})
