import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { NORDLYS, PASSWORD, people } from '#tests/people'
import { House, ServerProcess } from '#tests/peers/server'

/**
 * Plugins that others wrote, on a server process of its own: one is a folder with TypeScript somewhere on
 * the machine, one an npm package that npm itself packed and installed somewhere else.
 */
function elsewhere() {
  const folder = mkdtempSync(join(tmpdir(), 'fortrolig-elsewhere-'))
  cpSync(app.makePath('tests/fixtures/elsewhere'), join(folder, 'plugins'), { recursive: true })
  const npm = (...args: string[]) =>
    execFileSync('npm', [...args, '--offline', '--no-audit', '--no-fund', '--silent'], {
      cwd: folder,
      encoding: 'utf8',
    })
  const packed = npm('pack', app.makePath('tests/fixtures/packages/fortrolig-plugin-suggestions'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  npm('install', `./${packed.trim()}`)
  return {
    environment: {
      PLUGIN_FOLDERS: join(folder, 'plugins'),
      PLUGIN_PACKAGES: join(folder, 'node_modules/fortrolig-plugin-suggestions'),
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** Ida's browser: she signs in and keeps her cookie. */
async function signedIn(server: ServerProcess) {
  const send = (path: string, form?: Record<string, string>, cookie = '') =>
    server.request(NORDLYS, path, {
      method: form ? 'POST' : 'GET',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      body: form && new URLSearchParams(form).toString(),
    })
  const { headers } = await send('/sign-in', { email: 'ida@nordlys.test', password: PASSWORD })
  const cookie = headers['set-cookie']!.map((each) => each.split(';')[0]).join('; ')
  return (path: string, form?: Record<string, string>) => send(path, form, cookie)
}

test.group('Plugins of others', () => {
  test('work from a folder and from an npm package', async ({ assert, cleanup }) => {
    const { nordlys } = await people()
    const { environment, remove } = elsewhere()
    const house = await House.copy(nordlys)
    const server = await ServerProcess.start(house, environment)
    cleanup(async () => {
      await server.stop()
      house.remove()
      remove()
    })
    const ida = await signedIn(server)

    for (const [id, name] of [
      ['suggestions', 'Suggestions'],
      ['parking', 'Parking'],
    ]) {
      const off = await ida(`/${id}`)
      assert.equal(off.status, 404, id)
      const turnedOn = await ida(`/settings/plugins/${id}/activation`, {})
      assert.equal(turnedOn.status, 303, turnedOn.text)
      const saved = await ida(`/${id}`, { text: `A line for ${name}` })
      assert.equal(saved.status, 303, saved.text)
      const page = await ida(`/${id}`)
      assert.include(page.text, `A line for ${name}`)
      const home = await ida('/')
      assert.include(home.text, `href="/${id}"`)
    }

    const settings = '/settings/plugins/suggestions/settings?_method=PUT'
    const set = await ida(settings, { question: 'What is missing?' })
    assert.equal(set.status, 303, set.text)
    const page = await ida('/suggestions')
    assert.include(page.text, 'What is missing?')
    const report = house.sql<{ name: string }>(
      nordlys,
      `select name from migrations where name like 'plugin:%' order by name`
    )
    assert.deepEqual(
      report.map(({ name }) => name),
      ['plugin:parking/0001_spaces', 'plugin:suggestions/0001_suggestions']
    )
  })

  test('that are on and gone leave the clinic at work, and come back with their data', async ({
    assert,
    cleanup,
  }) => {
    const { nordlys } = await people()
    const { environment, remove } = elsewhere()
    const house = await House.copy(nordlys)
    cleanup(() => {
      house.remove()
      remove()
    })
    const visit = async (
      settings: Record<string, string>,
      work: (ida: Awaited<ReturnType<typeof signedIn>>) => Promise<void>
    ) => {
      const server = await ServerProcess.start(house, settings)
      try {
        await work(await signedIn(server))
      } finally {
        await server.stop()
      }
    }

    await visit(environment, async (ida) => {
      await ida('/settings/plugins/suggestions/activation', {})
      await ida('/suggestions', { text: 'More plants' })
    })
    await visit({ PLUGIN_FOLDERS: 'plugins', PLUGIN_PACKAGES: '' }, async (ida) => {
      const pages = [await ida('/'), await ida('/suggestions'), await ida('/settings/plugins')]
      assert.deepEqual(
        pages.map(({ status }) => status),
        [200, 404, 200]
      )
      assert.include(pages[2].text, 'suggestions is switched on, but it is not installed any more')
    })
    await visit(environment, async (ida) => {
      const page = await ida('/suggestions')
      assert.include(page.text, 'More plants')
    })
  })

  test('that do not fit keep the server from starting, with a sentence that says what to change', async ({
    assert,
    cleanup,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'fortrolig-hoarder-'))
    const house = House.empty()
    cleanup(() => {
      house.remove()
      rmSync(folder, { recursive: true })
    })
    const write = (path: string, text: string) => {
      mkdirSync(join(folder, 'hoarder', path, '..'), { recursive: true })
      writeFileSync(join(folder, 'hoarder', path), text)
    }
    write(
      'plugin.js',
      `export default { id: 'hoarder', category: 'clients', icon: 'tag', requires: { core: '^1' } }`
    )
    write('locales/en.json', '{ "plugin": { "name": "Hoarder", "summary": "Keeps everything." } }')
    write(
      'migrations/0001_hoard.js',
      `export default class { up() { this.schema.createTable('hoarder_things', () => {}) } }`
    )

    const server = await ServerProcess.launch(house, { PLUGIN_FOLDERS: folder })
    assert.equal(await server.ended(), 1)
    assert.include(
      server.output.join('\n'),
      'hoarder/plugin.js: migrations/0001_hoard.js creates hoarder_things, so the plugin must say what it keeps: add "data" with map, export, erase and merge.'
    )
  })
})
