import { test } from '@japa/runner'
import { ESLint } from 'eslint'

const eslint = new ESLint()

/** The rules about structure that bite on this code, were it in this file. */
async function broken(filePath: string, code: string) {
  const [{ messages }] = await eslint.lintText(code, { filePath })
  return messages
    .map(({ ruleId }) => ruleId!)
    .filter((id) => /^(boundaries|no-restricted|max)/.test(id))
}

const CORE = 'app/clients/merge.ts'
const PLUGIN = 'plugins/consents/models/consent.ts'

const CASES: { title: string; file: string; wrong: string; right: string; rule: string }[] = [
  {
    title: 'the core imports no plugin',
    file: CORE,
    wrong: "import '../../plugins/soap/models/note.js'",
    right: "import '../plugins/registry.js'",
    rule: 'boundaries/core-imports-no-plugin',
  },
  {
    title: 'the core imports no plugin lazily either',
    file: 'config/plugins.ts',
    wrong: "export const soap = () => import('../plugins/soap/plugin.js')",
    right: "export const registry = () => import('#plugins/registry')",
    rule: 'boundaries/core-imports-no-plugin',
  },
  {
    title: 'the core hands on nothing of a plugin',
    file: 'start/routes.ts',
    wrong: "export * from '../plugins/soap/routes.js'",
    right: "export * from '#start/plugin_routes'",
    rule: 'boundaries/core-imports-no-plugin',
  },
  {
    title: 'a plugin meets another in its api.ts',
    file: PLUGIN,
    wrong: "import '../../soap/models/note.js'",
    right: "import '../../soap/api.js'",
    rule: 'boundaries/plugins-meet-in-api',
  },
  {
    title: 'a plugin takes no type from inside another',
    file: PLUGIN,
    wrong: "export type Note = import('../../soap/models/note.js').default",
    right: "export type Note = import('../../soap/api.js').Note",
    rule: 'boundaries/plugins-meet-in-api',
  },
  {
    title: 'a plugin knows the core by its public faces',
    file: PLUGIN,
    wrong: "import '#clinics/session_store'",
    right: "import '#clinics/transaction'",
    rule: 'boundaries/public-faces-only',
  },
  {
    title: 'a plugin does not go around the public faces',
    file: PLUGIN,
    wrong: "import '../../../app/clinics/transaction.js'",
    right: "import '../statement.js'",
    rule: 'boundaries/public-faces-only',
  },
  {
    title: 'only tests import the people of the tests',
    file: PLUGIN,
    wrong: "import '#tests/people'",
    right: "import '#models/member'",
    rule: 'boundaries/public-faces-only',
  },
  {
    title: 'what does the work does not know who asked for it',
    file: CORE,
    wrong: "import '#middleware/visitor_middleware'",
    right: "import '#audit/actor'",
    rule: 'boundaries/nothing-looks-up',
  },
  {
    title: 'an event knows nobody who hears it',
    file: 'app/events/client_lost.ts',
    wrong: "import '#models/client'",
    right: "import '#audit/actor'\nimport './client_event.js'",
    rule: 'boundaries/events-know-nobody',
  },
  {
    title: 'a plugin does not choose its database',
    file: PLUGIN,
    wrong: "import '@adonisjs/lucid/services/db'",
    right: "import '#clinics/database'",
    rule: 'no-restricted-imports',
  },
  {
    title: 'a plugin does not call out by itself',
    file: PLUGIN,
    wrong: "await fetch('https://example.com')",
    right: "await import('#plugins/egress')",
    rule: 'no-restricted-globals',
  },
  {
    title: 'nor with the tools of Node',
    file: PLUGIN,
    wrong: "import 'node:https'",
    right: "import 'node:crypto'",
    rule: 'no-restricted-imports',
  },
  {
    title: 'there is one transaction',
    file: CORE,
    wrong: "import db from '@adonisjs/lucid/services/db'\nawait db.transaction(async () => {})",
    right: "import { transaction } from '#clinics/transaction'\nawait transaction(async () => {})",
    rule: 'no-restricted-syntax',
  },
  {
    title: 'models do not write in bulk',
    file: CORE,
    wrong: "import Client from '#models/client'\nawait Client.createMany([])",
    right: "import Client from '#models/client'\nawait Client.create({})",
    rule: 'no-restricted-syntax',
  },
  {
    title: 'a long function is asked about',
    file: CORE,
    wrong: `export function long() {\n${'  Math.random()\n'.repeat(40)}}`,
    right: `export function short() {\n${'  Math.random()\n'.repeat(20)}}`,
    rule: 'max-lines-per-function',
  },
  {
    title: 'a long file is asked about',
    file: CORE,
    wrong: 'Math.random()\n'.repeat(240),
    right: 'Math.random()\n'.repeat(180),
    rule: 'max-lines',
  },
]

test.group('Boundaries', () => {
  test('{title}')
    .with(CASES)
    .run(async ({ assert }, { file, wrong, right, rule }) => {
      assert.deepEqual(await broken(file, wrong), [rule])
      assert.deepEqual(await broken(file, right), [])
    })

  test('a plugin’s tests may look into the core', async ({ assert }) => {
    const code = "import '#tests/people'\nimport '#clinics/session_store'"
    assert.deepEqual(await broken('plugins/consents/tests/functional/asking.spec.ts', code), [])
  })
})
