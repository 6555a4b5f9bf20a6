import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'
import { PluginsRefused, readPlugins } from '#plugins/loading'

const WORDS = JSON.stringify({ plugin: { name: 'Hats', summary: 'Where hats hang.' } })
const SOUND = `id: 'hats', category: 'clients', icon: 'tag', requires: { core: '^1' }`
const TABLE = `export default class { up() { this.schema.createTable('hats_hats', () => {}) } }`
const DATA = `export: async () => null, erase: async () => {}, merge: async () => {}`

type Files = Record<string, string>

/** Writes plugins as files and reads them as the server does; gives what it says against them. */
async function refusals(files: Files, packages: string[] = []) {
  const root = mkdtempSync(join(tmpdir(), 'fortrolig-plugins-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    const plugins = await readPlugins(root, { folders: ['plugins'], packages })
    return plugins.map(({ id }) => id)
  } catch (error) {
    if (error instanceof PluginsRefused) return error.refusals
    throw error
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** A plugin in plugins/hats, with this in its definition and these files besides. */
function hats(definition: string, files: Files = {}): Files {
  const inside = Object.entries({ 'locales/en.json': WORDS, ...files })
  return {
    'plugins/hats/plugin.js': `export default { ${definition} }`,
    ...Object.fromEntries(inside.map(([path, text]) => [`plugins/hats/${path}`, text])),
  }
}

const CASES: [what: string, files: Files, refusal: RegExp][] = [
  [
    'a folder without a plugin',
    { 'plugins/hats/readme.md': '' },
    /^plugins\/hats: There is no plugin.ts/,
  ],
  [
    'code that does not run',
    { 'plugins/hats/plugin.js': 'nonsense(' },
    /^plugins\/hats\/plugin.js: /,
  ],
  ['no default export', { 'plugins/hats/plugin.js': 'export const a = 1' }, /default export/],
  [
    'another name than the folder',
    hats(SOUND.replace('hats', 'caps')),
    /"caps" and the name of the folder differ/,
  ],
  ['an id that is no id', hats(SOUND.replace('hats', 'Hats!')), /"Hats!" must be lower-case words/],
  ['an id of the core', hats(SOUND.replace('hats', 'clients')), /"clients" belongs to the core/],
  [
    'a part that does not exist',
    hats(`${SOUND}, permisions: {}`),
    /"permisions" is no part of a plugin/,
  ],
  [
    'a category that does not exist',
    hats(SOUND.replace("'clients'", "'hats'")),
    /category "hats" does not exist/,
  ],
  ['an icon that does not exist', hats(SOUND.replace("'tag'", "'fedora'")), /no icon "fedora"/],
  ['no range of the core', hats(SOUND.replace('^1', 'newest')), /requires.core must be a range/],
  [
    'another core',
    hats(SOUND.replace('^1', '^7')),
    /requires version \^7 of the core, and this is 1\.0\.0/,
  ],
  [
    'a plugin that is not there',
    hats(SOUND.replace("'^1'", "'^1', plugins: ['coats']")),
    /requires the plugin "coats", which is not installed/,
  ],
  [
    'a permission of somebody else',
    hats(`${SOUND}, permissions: { 'coats.hang': [] }`),
    /"coats.hang" must begin with "hats\."/,
  ],
  [
    'a role that does not exist',
    hats(`${SOUND}, permissions: { 'hats.hang': ['doorman'] }`),
    /the role "doorman"/,
  ],
  [
    'a permission without words',
    hats(`${SOUND}, permissions: { 'hats.hang': [] }`),
    /Add "permissions.hang" to locales\/en.json/,
  ],
  [
    'navigation to somebody else',
    hats(`${SOUND}, navigation: [{ label: 'hats.plugin.name', path: '/coats' }]`),
    /leads to "\/coats"/,
  ],
  [
    'a slot that does not exist',
    hats(`${SOUND}, slots: { 'client.pocket': [] }`),
    /no slot "client.pocket"/,
  ],
  [
    'a view that does not exist',
    hats(`${SOUND}, slots: { 'home.card': [{ view: 'card' }] }`),
    /no file views\/card.edge/,
  ],
  [
    'a script that does not exist',
    hats(`${SOUND}, slots: { 'home.card': [{ view: 'card', scripts: ['a.js'] }] }`, {
      'views/card.edge': '',
    }),
    /no file browser\/a.js/,
  ],
  [
    "a tab under somebody else's key",
    hats(
      `${SOUND}, slots: { 'client.tab': [{ view: 'tab', label: 'hats.plugin.name', key: 'coats' }] }`,
      { 'views/tab.edge': '' }
    ),
    /key "coats" in the slot client.tab/,
  ],
  [
    'two tabs under one key',
    hats(
      `${SOUND}, slots: { 'client.tab': [1, 2].map(() => ({ view: 'tab', label: 'hats.plugin.name' })) }`,
      { 'views/tab.edge': '' }
    ),
    /has the key "hats" twice/,
  ],
  [
    'a precaution that does not exist',
    hats(`${SOUND}, precautions: { hatDisplay: () => 1 }`),
    /no precaution "hatDisplay"/,
  ],
  [
    'a listener without an event',
    hats(`${SOUND}, listeners: [{ event: 'hat:fell', handle() {} }]`),
    /must be a class of app\/events/,
  ],
  [
    'two tasks of one name',
    hats(`${SOUND}, schedule: [1, 2].map(() => ({ name: 'dust', everyMinutes: 5, run() {} }))`),
    /Two scheduled tasks are named "dust"/,
  ],
  [
    'a task without a pace',
    hats(`${SOUND}, schedule: [{ name: 'dust', everyMinutes: 0.5, run() {} }]`),
    /whole minutes/,
  ],
  [
    'egress that is no host',
    hats(`${SOUND}, egress: ['https://hats.example', '*.hats.example']`),
    /egress names "https:\/\/hats.example"/,
  ],
  [
    'a table nobody speaks of',
    hats(SOUND, { 'migrations/0001_hats.js': TABLE }),
    /migrations\/0001_hats.js creates hats_hats, so the plugin must say what it keeps: add "data"/,
  ],
  [
    'a table that is not in the map',
    hats(`${SOUND}, data: { map: [], ${DATA} }`, { 'migrations/0001_hats.js': TABLE }),
    /creates hats_hats, which data.map does not name/,
  ],
  [
    "a table of somebody else's name",
    hats(
      `${SOUND}, data: { map: [{ table: 'coats', what: 'hats.plugin.name', personal: false }], ${DATA} }`
    ),
    /The table coats must be named hats_…/,
  ],
  [
    'data without export',
    hats(`${SOUND}, data: { map: [], erase() {}, merge() {} }`),
    /data.export is missing/,
  ],
  [
    'data without erase',
    hats(`${SOUND}, data: { map: [], export() {}, merge() {} }`),
    /data.erase is missing/,
  ],
  [
    'data without merge',
    hats(`${SOUND}, data: { map: [], export() {}, erase() {} }`),
    /data.merge is missing/,
  ],
  [
    'no words',
    { 'plugins/hats/plugin.js': `export default { ${SOUND} }` },
    /Write locales\/en.json/,
  ],
  ['no name', hats(SOUND, { 'locales/en.json': '{}' }), /Add "plugin.name" to locales\/en.json/],
  [
    'words with the id before them',
    hats(SOUND, {
      'locales/en.json': `{ "hats": ${WORDS}, "plugin": ${JSON.stringify({ name: 'Hats', summary: 'S' })} }`,
    }),
    /leave "hats\." away/,
  ],
  [
    'words that English has not',
    hats(SOUND, { 'locales/da.json': '{ "hat": "hat" }' }),
    /locales\/da.json has "hats.hat"/,
  ],
  ['a settings page without settings', hats(SOUND, { 'views/settings.edge': '' }), /no "settings"/],
  [
    'settings without a page',
    hats(
      `${SOUND}, settings: { id: 'hats', defaults: {}, validator: { tryValidate: async () => [null, {}] } }`
    ),
    /Write views\/settings.edge/,
  ],
  [
    "somebody else's settings",
    hats(
      `${SOUND}, settings: { id: 'coats', defaults: {}, validator: { tryValidate: async () => [null, {}] } }`,
      { 'views/settings.edge': '' }
    ),
    /declared for "coats"/,
  ],
  [
    'defaults that are not allowed',
    hats(
      `${SOUND}, settings: { id: 'hats', defaults: {}, validator: { tryValidate: async () => [{ messages: [{ field: 'size', message: 'too big' }] }, null] } }`,
      { 'views/settings.edge': '' }
    ),
    /default of the setting "size" is refused/,
  ],
]

test.group('A plugin that does not fit', () => {
  for (const [what, files, refusal] of CASES)
    test(`is refused for ${what}`, async ({ assert }) => {
      const said = await refusals(files)
      assert.lengthOf(
        said.filter((sentence) => refusal.test(sentence)),
        1,
        said.join('\n')
      )
    })

  test('is not alone: every mistake is told at once', async ({ assert }) => {
    const said = await refusals(hats(`${SOUND.replace('^1', '^7')}, permisions: {}`))
    assert.lengthOf(said, 2)
  })

  test('may require others in a circle, which is said', async ({ assert }) => {
    const files = (id: string, other: string) => ({
      [`plugins/${id}/plugin.js`]: `export default { ${SOUND.replace('hats', id).replace("'^1'", `'^1', plugins: ['${other}']`)} }`,
      [`plugins/${id}/locales/en.json`]: WORDS,
    })
    const said = await refusals({ ...files('hats', 'coats'), ...files('coats', 'hats') })
    assert.lengthOf(said, 1)
    assert.match(said[0], /plugins\/coats, plugins\/hats: They require each other in a circle/)
  })

  test('may have the id of another one', async ({ assert }) => {
    const twin = `export default { ${SOUND} }`
    const said = await refusals(
      {
        ...hats(SOUND),
        'node_modules/fortrolig-hats/plugin.js': twin,
        'node_modules/fortrolig-hats/locales/en.json': WORDS,
      },
      ['fortrolig-hats']
    )
    assert.lengthOf(said, 1)
    assert.match(said[0], /^node_modules\/fortrolig-hats: Another plugin has the id "hats"/)
  })
})

test.group('A plugin that fits', () => {
  test('is loaded from a folder', async ({ assert }) => {
    assert.deepEqual(await refusals(hats(SOUND)), ['hats'])
  })

  test('stands after those that it requires', async ({ assert }) => {
    const needy = SOUND.replace("'^1'", "'^1', plugins: ['zips']")
    const files = {
      ...hats(needy),
      'plugins/zips/plugin.js': `export default { ${SOUND.replace('hats', 'zips')} }`,
      'plugins/zips/locales/en.json': WORDS,
    }
    assert.deepEqual(await refusals(files), ['zips', 'hats'])
  })
})
