import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import type { Actor } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { clinicMigrator } from '#clinics/upgrade'
import { LOCALES } from '#config/i18n'
import type Client from '#models/client'
import { RESERVED } from '#plugins/inspection/identity'
import { neededWords } from '#plugins/inspection/words'
import { eraseFromPlugins, exportFromPlugins, mergeInPlugins } from '#plugins/personal_data'
import type { Plugin } from '#plugins/plugin'
import { registry } from '#plugins/registry'
import { tablesOfClinic } from '#plugins/tables'
import { aClient } from '#tests/clients'
import { at, NORDLYS, people } from '#tests/people'
import { deleteDataOf, switchOff, switchOn, workingPlugins } from '#tests/plugins'

/**
 * What is owed by every installed plugin, whoever wrote it. A plugin that keeps personal data brings
 * `tests/specimen.ts`, which leaves such data about a client in the clinic in hand:
 *
 *     export default async function specimen(client: Client, { by }: { by: Actor }) { … }
 */
type Specimen = (client: Client, options: { by: Actor }) => Promise<void>

for (const plugin of workingPlugins())
  test.group(`Contract of the plugin ${plugin.id}`, () => {
    test('has every sentence in every language', ({ assert }) => {
      const english = Object.keys(plugin.words.en!).sort()
      for (const locale of LOCALES)
        assert.deepEqual(Object.keys(plugin.words[locale] ?? {}).sort(), english, locale)
      assert.containsSubset(english, neededWords(plugin))
    })

    test('keeps to its own tables, and its data map tells of each', async ({ assert }) => {
      const { nordlys } = await people()
      await switchOn(nordlys, ...plugin.required)
      const before = await at(nordlys, tablesOfClinic)
      await switchOn(nordlys, plugin.id)
      const tables = await at(nordlys, () => tablesOf(plugin))
      const all = await at(nordlys, tablesOfClinic)

      const mapped = (plugin.definition.data?.map ?? []).map(({ table }) => table)
      assert.sameMembers(tables, mapped)
      assert.deepEqual(
        [...all].filter((table) => !before.has(table) && !table.startsWith(plugin.tablePrefix)),
        []
      )
    })

    test('goes without a trace, and comes again', async ({ assert }) => {
      const { nordlys } = await people()
      await switchOn(nordlys, ...plugin.required)
      const before = await at(nordlys, layout)
      await switchOn(nordlys, plugin.id)
      const on = await at(nordlys, layout)
      await switchOff(nordlys, plugin.id)
      await deleteDataOf(nordlys, plugin.id)
      assert.deepEqual(await at(nordlys, layout), before)
      await switchOn(nordlys, plugin.id)
      assert.deepEqual(await at(nordlys, layout), on)
      assert.lengthOf(await clinicMigrator(nordlys).pending([plugin.migrations]), 0)
    })

    test('hands over, moves and removes everything that it keeps about a client', async ({
      assert,
    }) => {
      if (!keepsPersonalData(plugin)) return
      const { nordlys, ida } = await people()
      const by = { member: ida.member, address: null }
      await switchOn(nordlys, plugin.id)
      const specimen = await specimenOf(plugin)
      const told = (client: Client) => at(nordlys, () => mentions(plugin, client))

      const [one, other] = await at(nordlys, async () => {
        const clients = [await aClient(), await aClient({ email: 'carla@example.test' })]
        for (const client of clients) await specimen(client, { by })
        return clients
      })
      assert.isNotEmpty(await told(one), 'the specimen leaves something about the client')
      assert.property(await at(nordlys, () => exportFromPlugins(one)), plugin.id)

      await at(nordlys, () => mergeInPlugins(one, other))
      assert.deepEqual(await told(one), [], 'after a merge')
      assert.isNotEmpty(await told(other))

      await at(nordlys, () => eraseFromPlugins(other))
      assert.deepEqual(await told(other), [], 'after an erasure')
      assert.notProperty(await at(nordlys, () => exportFromPlugins(other)), plugin.id)
    })

    test('has no page where it is off, and none without a permission', async ({
      client,
      assert,
    }) => {
      const { ida } = await people()
      for (const { method, path, isPublic, permissions } of callsOf(plugin)) {
        const answers = await Promise.all([
          client.request(path, method).as(ida),
          client.request(path, method).at(NORDLYS),
        ])
        for (const answer of answers) assert.equal(answer.status(), 404, `${method} ${path}`)
        if (!isPublic) assert.isNotEmpty(permissions, `${method} ${path}`)
      }
    })

    test('has settings that hold from the start', async ({ assert }) => {
      const { settings } = plugin.definition
      if (!settings) return
      const { nordlys } = await people()
      await switchOn(nordlys, plugin.id)
      const [errors] = await settings.validator.tryValidate(settings.defaults)
      assert.isNull(errors)
      assert.deepEqual(await at(nordlys, async () => settings.read()), settings.defaults)
    })
  })

test.group('Contract of the core', () => {
  test('reserves every name of its own, so that no plugin can take it', async ({ assert }) => {
    const { nordlys } = await people()
    const ids = new Set(registry.all().map(({ id }) => id))
    const addresses = Object.values(router.toJSON())
      .flat()
      .map(({ pattern }) => pattern.split('/')[1])
      .filter((segment) => segment && !/^[:*]/.test(segment))
    const tables = await at(nordlys, tablesOfClinic)

    const names = [...addresses, ...[...tables].map((table) => table.split('_')[0])]
    const free = names.filter((name) => !ids.has(name) && !RESERVED.has(name))
    assert.deepEqual([...new Set(free)], [])
  })
})

async function specimenOf(plugin: Plugin): Promise<Specimen> {
  const file = ['ts', 'js'].map((end) => plugin.path(`tests/specimen.${end}`)).find(existsSync)
  if (!file)
    throw new Error(
      `${join(plugin.place.folder, 'tests/specimen.ts')} is missing: a function that leaves personal data about a client, so that it can be seen to go.`
    )
  const { default: specimen } = await import(pathToFileURL(file).href)
  return specimen
}

function keepsPersonalData({ definition }: Plugin) {
  return definition.data?.map.some(({ personal }) => personal !== false) ?? false
}

/** Tables that the plugin's migrations made; those that SQLite keeps for a full-text index are part of it. */
async function tablesOf({ tablePrefix }: Plugin) {
  const rows: { name: string; type: string }[] = await clinicClient().rawQuery('pragma table_list')
  return rows
    .filter(({ name, type }) => name.startsWith(tablePrefix) && type !== 'shadow')
    .map(({ name }) => name)
}

/** Everything that makes up a database but its rows. */
async function layout() {
  const rows = await clinicClient()
    .from('sqlite_master')
    .whereNot('name', 'like', 'sqlite_%')
    .select('type', 'name', 'sql')
    .orderBy(['type', 'name'])
  return rows
}

/** Where a client's id still stands in the plugin's tables, whatever the column. */
async function mentions(plugin: Plugin, client: Client) {
  const found: string[] = []
  for (const table of await tablesOf(plugin)) {
    const rows = await clinicClient().from(table)
    for (const row of rows)
      for (const [column, value] of Object.entries(row))
        if (String(value).includes(client.id)) found.push(`${table}.${column}`)
  }
  return found
}

/** Every address of the plugin, with the permissions that its route asks for. */
function callsOf({ id }: Plugin) {
  const routes = Object.values(router.toJSON()).flat()
  return routes
    .filter(({ pattern }) => pattern === `/${id}` || pattern.startsWith(`/${id}/`))
    .flatMap(({ pattern, methods, middleware }) => {
      const guards = [...middleware.all()].filter((guard) => 'name' in guard) as Guard[]
      const permissions = guards.filter(({ name }) => name === 'can')
      const isPublic = !guards.some(({ name }) => name === 'member')
      const path = pattern.replaceAll(/:\w+\??|\*/g, '01900000-0000-7000-8000-000000000001')
      return methods
        .filter((method) => method !== 'HEAD')
        .map((method) => ({ method, path, permissions, isPublic }))
    })
}

type Guard = { name: string }
