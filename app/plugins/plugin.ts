import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { flatten } from '@poppinss/utils'
import type { MigrationSet } from '#clinics/migrator'
import { LOCALES, type Locale } from '#config/i18n'
import { browserEntries, filesIn, type Place } from './places.js'
import type { PluginDefinition } from './contract.js'

/** A plugin as the server loaded it: its definition, and what lies in its folder. */
export class Plugin {
  readonly id: string
  readonly migrationNames: readonly string[]
  readonly hasSettingsPage: boolean
  readonly browserEntries: readonly string[]
  readonly words: Readonly<Partial<Record<Locale, Record<string, string>>>>

  constructor(
    readonly definition: { id: string } & PluginDefinition,
    readonly place: Place,
    root: string
  ) {
    this.id = definition.id
    this.migrationNames = this.migrationFiles.map((file) => migrationName(this.id, file))
    this.hasSettingsPage = existsSync(this.path('views/settings.edge'))
    this.browserEntries = browserEntries(root, place.folder)
    this.words = readWords(this.path('locales'), this.id)
  }

  path(inside: string) {
    return join(this.place.folder, inside)
  }

  get required(): readonly string[] {
    return this.definition.requires.plugins ?? []
  }

  /** How the names of its tables begin. */
  get tablePrefix() {
    return `${this.id.replaceAll('-', '_')}_`
  }

  get migrations(): MigrationSet {
    return { owner: migrationOwner(this.id), folder: this.path('migrations') }
  }

  get migrationFiles() {
    return filesIn(this.path('migrations')).filter(
      (file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts')
    )
  }
}

/** Under which name a plugin's migrations stand in a clinic's database. */
export function migrationOwner(id: string) {
  return `plugin:${id}`
}

function migrationName(id: string, file: string) {
  return `${migrationOwner(id)}/${file.replace(/\.[jt]s$/, '')}`
}

/** The words of `locales/<language>.json`, under keys that begin with the id. */
function readWords(folder: string, id: string) {
  const words: Partial<Record<Locale, Record<string, string>>> = {}
  for (const locale of LOCALES) {
    const file = join(folder, `${locale}.json`)
    if (!existsSync(file)) continue
    const messages = flatten(JSON.parse(readFileSync(file, 'utf8'))) as Record<string, string>
    words[locale] = Object.fromEntries(
      Object.entries(messages).map(([key, message]) => [`${id}.${key}`, message])
    )
  }
  return words
}
