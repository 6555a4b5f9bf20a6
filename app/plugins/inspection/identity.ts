import { existsSync } from 'node:fs'
import satisfies from 'semver/functions/satisfies.js'
import validRange from 'semver/ranges/valid.js'
import app from '@adonisjs/core/services/app'
import { hasIcon } from '#markup/icons'
import { ROLES } from '#clinics/permissions'
import { CATEGORIES, type PluginDefinition } from '../contract.js'
import type { Plugin } from '../plugin.js'
import { CORE_VERSION } from '../version.js'
import type { Problem } from './problem.js'

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** Ids whose addresses or tables would be mistaken for the core's. A test holds the list against them. */
export const RESERVED = new Set(
  `
    account appointment appointments assets attendance attendances audit calendar client clients
    clinic clinics components core email email-change export exports feeds files health holiday holidays
    home hour hours identity import imports invitation invitations join locales location locations
    logo mail mails member members migrations notes opening openings outbox outgoing pages passkey passkeys
    password password-reset plugin plugins portal profile recovery recurrence recurrences removed reset
    role roles room rooms schedule search security server service services session session-time
    sessions settings setup sign-in sign-out tag tags theme time two-factor working
  `.match(/\S+/g)
)

const KNOWN: Record<keyof PluginDefinition | 'id', true> = {
  id: true,
  category: true,
  icon: true,
  requires: true,
  permissions: true,
  navigation: true,
  slots: true,
  listeners: true,
  precautions: true,
  helpers: true,
  settings: true,
  routes: true,
  portalRoutes: true,
  publicRoutes: true,
  schedule: true,
  egress: true,
  sentTexts: true,
  heldBack: true,
  changeLinks: true,
  data: true,
  turnedOn: true,
  keptOn: true,
  turnedOff: true,
  demo: true,
}

/** Who it says it is, and what it needs. */
export function* identityProblems({ definition, id, place }: Plugin): Generator<Problem> {
  const problem = idProblem(id)
  if (problem) yield problem
  if (place.kind === 'folder' && !place.folder.endsWith(`/${id}`))
    yield `The id "${id}" and the name of the folder differ. Rename one of them.`
  for (const key of Object.keys(definition))
    if (!(key in KNOWN))
      yield `"${key}" is no part of a plugin. Is it a typing mistake for one of ${Object.keys(KNOWN).join(', ')}?`
  if (!CATEGORIES.includes(definition.category))
    yield `The category "${definition.category}" does not exist. It can be ${CATEGORIES.join(', ')}.`
  if (!hasIcon(definition.icon))
    yield `There is no icon "${definition.icon}". The names are the files in resources/icons, and "${id}.<name>" for icons/<name>.svg of the plugin.`
  yield* coreProblems(definition)
  yield* permissionProblems(id, definition)
}

/** What is wrong with an id, in a sentence; null for a good one. */
export function idProblem(id: string): Problem | null {
  if (!ID.test(id))
    return `The id "${id}" must be lower-case words with hyphens between them, such as "waiting-list".`
  return RESERVED.has(id) || isDomainOfCore(id)
    ? `The id "${id}" belongs to the core. Choose another, and rename the folder with it.`
    : null
}

/** Its words would be mixed with the core's. */
function isDomainOfCore(id: string) {
  return existsSync(app.languageFilesPath('en', `${id}.json`))
}

function* coreProblems({ requires }: PluginDefinition): Generator<Problem> {
  const range = requires?.core
  if (!range || !validRange(range))
    yield `requires.core must be a range of versions of the core, such as "^${CORE_VERSION}".`
  else if (!satisfies(CORE_VERSION, range))
    yield `It requires version ${range} of the core, and this is ${CORE_VERSION}. Install a version of the plugin, or of Fortrolig, that fits.`
}

function* permissionProblems(id: string, definition: PluginDefinition): Generator<Problem> {
  for (const [permission, roles] of Object.entries(definition.permissions ?? {})) {
    if (!permission.startsWith(`${id}.`))
      yield `The permission "${permission}" must begin with "${id}.".`
    for (const role of roles)
      if (!ROLES.includes(role))
        yield `The permission "${permission}" names the role "${role}". The roles are ${ROLES.join(', ')}.`
  }
}
