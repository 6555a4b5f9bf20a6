import type { PluginDefinition } from '../contract.js'
import type { Plugin } from '../plugin.js'
import type { Problem } from './problem.js'

/** The words that its definition promises. English is what other languages fall back to, so it must be whole. */
export function* wordProblems(plugin: Plugin): Generator<Problem> {
  const { id, words } = plugin
  if (!words.en) return yield `It has no words. Write locales/en.json (and da.json, nb.json).`
  for (const key of neededWords(plugin))
    if (!(key in words.en))
      yield key.startsWith(`${id}.`)
        ? `The words "${key}" are missing. Add "${key.slice(id.length + 1)}" to locales/en.json.`
        : `The words "${key}" must be the plugin's own: begin with "${id}.".`
  for (const [locale, messages] of Object.entries(words)) {
    const keys = Object.keys(messages)
    if (keys.some((key) => key.startsWith(`${id}.${id}.`)))
      yield `locales/${locale}.json: leave "${id}." away, the host puts it before every key.`
    for (const key of keys)
      if (!(key in words.en))
        yield `locales/${locale}.json has "${key}", which locales/en.json has not. Remove it, or add it there.`
  }
}

/** The keys that the core shows: name and summary, permissions, navigation, slots, the data map. */
export function neededWords({ id, definition }: Pick<Plugin, 'id' | 'definition'>): string[] {
  return [
    `${id}.plugin.name`,
    `${id}.plugin.summary`,
    ...Object.keys(definition.permissions ?? {}).map((permission) => permissionWord(permission)),
    ...(definition.navigation ?? []).map(({ label }) => label),
    ...slotLabels(definition),
    ...(definition.data?.map ?? []).flatMap((entry) =>
      entry.personal === false ? [entry.what] : [entry.what, entry.purpose, entry.kept]
    ),
  ]
}

/** `consents.ask` → `consents.permissions.ask`. */
export function permissionWord(permission: string) {
  return permission.replace('.', '.permissions.')
}

function slotLabels({ slots = {} }: PluginDefinition) {
  return Object.values(slots)
    .flat()
    .flatMap((contribution) =>
      contribution && 'label' in contribution ? [contribution.label] : []
    )
}
