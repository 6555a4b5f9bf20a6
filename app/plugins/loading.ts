import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Exception } from '@adonisjs/core/exceptions'
import app from '@adonisjs/core/services/app'
import configured from '#config/plugins'
import { addIcons } from '#markup/icons'
import { contributionProblems } from './inspection/contributions.js'
import { dataProblems } from './inspection/data.js'
import { identityProblems } from './inspection/identity.js'
import { settingsProblems } from './inspection/settings.js'
import { wordProblems } from './inspection/words.js'
import { type Place, pluginPlaces, type Sources } from './places.js'
import { Plugin } from './plugin.js'
import { openPublicFace } from './public_face.js'
import { registry } from './registry.js'

let loaded: Promise<void> | null = null

/** Loads every plugin of config/plugins.ts, once for the life of the server. */
export function loadPlugins() {
  loaded ??= readPlugins(app.makePath(), configured).then((plugins) => registry.fill(plugins))
  return loaded
}

/**
 * Reads and checks the plugins of the configuration.
 *
 * @returns the plugins, each after those that it requires
 * @throws PluginsRefused with a sentence for each thing to change
 */
export async function readPlugins(root: string, sources: Sources) {
  const refusals: string[] = []
  const plugins: Plugin[] = []
  const places = pluginPlaces(root, sources)
  openPublicFace(root, places)
  for (const place of places) {
    try {
      const plugin = await load(root, place)
      const problems = await problemsOf(plugin)
      refusals.push(...problems.map((problem) => `${relative(root, place.entry!)}: ${problem}`))
      plugins.push(plugin)
    } catch (error) {
      refusals.push(`${relative(root, place.entry ?? place.folder)}: ${(error as Error).message}`)
    }
  }
  refusals.push(...duplicates(root, plugins), ...missingRequirements(root, plugins))
  if (refusals.length) throw new PluginsRefused(refusals)
  return inOrder(root, plugins)
}

async function load(root: string, place: Place) {
  if (!place.entry)
    throw new Error('There is no plugin.ts or plugin.js in it. Add one, or remove the folder.')
  const { default: definition } = await import(pathToFileURL(place.entry).href)
  if (typeof definition?.id !== 'string')
    throw new Error('It must have a default export: export default definePlugin({ id: … }).')
  const plugin = new Plugin(definition, place, root)
  if (existsSync(plugin.path('icons'))) addIcons(plugin.path('icons'), `${plugin.id}.`)
  return plugin
}

async function problemsOf(plugin: Plugin) {
  return [
    ...identityProblems(plugin),
    ...contributionProblems(plugin),
    ...wordProblems(plugin),
    ...dataProblems(plugin),
    ...(await settingsProblems(plugin)),
  ]
}

function duplicates(root: string, plugins: Plugin[]) {
  return plugins
    .filter((plugin, index) => plugins.findIndex(({ id }) => id === plugin.id) < index)
    .map(
      ({ id, place }) =>
        `${relative(root, place.folder)}: Another plugin has the id "${id}" already. Remove one of them from config/plugins.ts.`
    )
}

function missingRequirements(root: string, plugins: Plugin[]) {
  const ids = new Set(plugins.map(({ id }) => id))
  return plugins.flatMap(({ place, required }) =>
    required
      .filter((id) => !ids.has(id))
      .map(
        (id) =>
          `${relative(root, place.entry!)}: It requires the plugin "${id}", which is not installed. Install it, or remove this one.`
      )
  )
}

/** Each after those that it requires. */
function inOrder(root: string, plugins: Plugin[]) {
  const ordered: Plugin[] = []
  let waiting = plugins
  while (waiting.length) {
    const ready = waiting.filter(({ required }) =>
      required.every((id) => ordered.some((plugin) => plugin.id === id))
    )
    if (!ready.length)
      throw new PluginsRefused([
        `${waiting.map(({ place }) => relative(root, place.folder)).join(', ')}: They require each other in a circle. Remove one of their requires.plugins.`,
      ])
    ordered.push(...ready)
    waiting = waiting.filter((plugin) => !ready.includes(plugin))
  }
  return ordered
}

/** The server does not start. Each refusal is a sentence that says in which file what is wrong. */
export class PluginsRefused extends Exception {
  static status = 500
  static code = 'E_PLUGINS_REFUSED'

  constructor(readonly refusals: string[]) {
    super(
      `The server does not start, because of its plugins:\n${refusals.map((refusal) => `- ${refusal}`).join('\n')}`
    )
  }
}
