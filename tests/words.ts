import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { IntlMessageFormat } from 'intl-messageformat'
import { LOCALES, type Locale } from '#config/i18n'

/** All sentences of one file in all languages: `resources/lang/en/clients.json`, `plugins/consents/locales/en.json`. */
export type Domain = { name: string; words: Record<Locale, Map<string, string>> }

const CODE = [
  '{app,config,commands,providers,start}/**/*.ts',
  'resources/{views,js}/**/*.{edge,ts}',
  'plugins/*/!(tests)/**/*.{edge,ts}',
  'plugins/*/*.ts',
]

/** The core's words by file, and each plugin's under its id, as the server loads them. */
export function domains(): Domain[] {
  const core = globSync('resources/lang/*/*.json', { cwd: app.makePath() })
  const names = [...new Set(core.map((file) => basename(file, '.json')))]
  const plugins = globSync('plugins/*/locales', { cwd: app.makePath() })
  return [
    ...names.map((name) => domain(name, (locale) => `resources/lang/${locale}/${name}.json`)),
    ...plugins.map((folder) =>
      domain(basename(dirname(folder)), (locale) => join(folder, `${locale}.json`))
    ),
  ]
}

function domain(name: string, file: (locale: Locale) => string): Domain {
  const of = (locale: Locale) => new Map(flatten(read(file(locale)), name))
  return {
    name,
    words: Object.fromEntries(LOCALES.map((locale) => [locale, of(locale)])) as Domain['words'],
  }
}

function read(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(app.makePath(file), 'utf8'))
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`)
  }
}

function flatten(tree: Record<string, unknown>, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object'
      ? flatten(value as Record<string, unknown>, `${prefix}.${key}`)
      : [[`${prefix}.${key}`, String(value)] as [string, string]]
  )
}

type Part = ReturnType<IntlMessageFormat['getAst']>[number]
/** The type of a part that is plain text. */
const LITERAL = 0

/** The names of what a sentence takes (`{count}`), sorted; throws where it is not ICU MessageFormat. */
export function parametersOf(sentence: string, locale: string) {
  const names = new Set<string>()
  const walk = (parts: Part[]) => {
    for (const part of parts) {
      if ('value' in part && part.type !== LITERAL) names.add(part.value)
      for (const option of Object.values('options' in part ? part.options : {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(sentence, locale, undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}

/**
 * What the code and the templates ask for: keys spelled out in a call of t(), shapes of keys put
 * together there (`t(`roles.${role}`)` → /^roles\.[^.]+$/), and every other text in quotes, because a
 * key may stand in a table of labels.
 */
export function askedFor() {
  const found = {
    keys: new Map<string, string>(),
    shapes: new Map<string, RegExp>(),
    quoted: new Set<string>(),
  }
  for (const file of CODE.flatMap((pattern) => globSync(pattern, { cwd: app.makePath() }))) {
    const text = withoutComments(readFileSync(app.makePath(file), 'utf8'))
    for (const [, key] of text.matchAll(/\bt\(\s*'([^']+)'/g)) found.keys.set(key, file)
    for (const [, key] of text.matchAll(/\bt\(\s*`([^`]+)`/g))
      found.shapes.set(`${file}: ${key}`, shapeOf(key))
    for (const [, quoted] of text.matchAll(/['"`]([\w-]+(?:\.[\w-]+)+)['"`]/g))
      found.quoted.add(quoted)
  }
  return found
}

function withoutComments(text: string) {
  return text.replaceAll(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

function shapeOf(template: string) {
  const literal = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
  return new RegExp(`^${literal.join('.+')}$`)
}
