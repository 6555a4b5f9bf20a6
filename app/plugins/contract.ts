import type { DateTime } from 'luxon'
import type { Router } from '@adonisjs/core/http'
import type { Actor } from '#audit/actor'
import type { SentText } from '#mails/sent_text'
import type { Role } from '#clinics/permissions'
import type { Pass } from '#models/helper'
import type { Settings } from '#clinics/stored_settings'
import type { ChangeLinks } from './change_links.js'
import type { DataContract } from './data_contract.js'
import type { Listener } from './listeners.js'
import type { PrecautionAnswers } from './questions.js'
import type { ScheduledTask } from './schedule.js'
import type { SlotContributions } from './slots.js'
import type { Word } from './word.js'

export const CATEGORIES = [
  'clients',
  'calendar',
  'notes',
  'communication',
  'money',
  'security',
] as const
export type Category = (typeof CATEGORIES)[number]

/** An entry in the members' navigation, shown to those who hold the permission while the plugin is on. */
export type PluginNavigation<Id extends string = string> = {
  label: Word<Id>
  path: `/${Id}` | `/${Id}/${string}`
  /** Where else one is, when one is there: pages that belong to it. */
  also?: `/${Id}` | `/${Id}/${string}`
  /** The name of an icon in resources/icons. */
  icon: string
  permission: string
  /** Small numbers come first; the core's entries use hundreds. 500 if not given. */
  order?: number
}

/** Registers routes. The host adds the URL prefix `/<id>`, the name prefix `<id>.` and the switch. */
export type RegisterRoutes = (router: Router) => void

/**
 * What a plugin is. Its id is also its folder, and the prefix of its URLs, views, tables, permissions,
 * words and settings. Its name and summary are the words `<id>.plugin.name` and `<id>.plugin.summary`;
 * each permission is explained by `<id>.permissions.<verb>`.
 */
export type PluginDefinition<Id extends string = string> = {
  category: Category
  /** The name of an icon in resources/icons. */
  icon: string
  /** The core's version as a semver range, and the ids of plugins that must be on as well. */
  requires: { core: string; plugins?: readonly string[] }
  /** `<id>.<verb>` → the roles that hold it at first. An owner always does, and may change the table. */
  permissions?: { readonly [Permission in `${Id}.${string}`]: readonly Role[] }
  navigation?: readonly PluginNavigation<Id>[]
  /** What it shows at named places of core pages. */
  slots?: SlotContributions<Id>
  /** What it does after something happened. */
  listeners?: readonly Listener[]
  /** The pass of somebody whom it let in though they are no member, asked on each of their requests; `null` when it is over. */
  helpers?: (id: string) => Promise<Pass | null>
  /** Its answers to the core's questions; of all answers the strictest wins. */
  precautions?: Partial<PrecautionAnswers>
  /** Made with `defineSettings(id, …)`. The page to change them is `views/settings.edge`. */
  settings?: Settings<any, Id>
  /** For signed-in members: every route must say with `middleware.can()` who may use it. */
  routes?: RegisterRoutes
  /** For clients who are signed in to the portal. They are closed until the core has one. */
  portalRoutes?: RegisterRoutes
  /** For strangers. The only routes that need no sign-in. */
  publicRoutes?: RegisterRoutes
  schedule?: readonly ScheduledTask[]
  /** The only hosts that it may call. */
  egress?: readonly string[]
  /** What the clinic has written that goes out in messages; its forms are guarded by `refuseLeaks()`. */
  sentTexts?: () => Promise<SentText[]>
  /** How many of its messages since then `leaksOfText()` kept from leaving, besides mails. */
  heldBack?: (since: DateTime) => Promise<number>
  /** With which links clients change their appointments by themselves. */
  changeLinks?: ChangeLinks
  /** Required as soon as a migration creates a table. */
  data?: DataContract<Id>
  /** Runs in the clinic after its migrations, in the same transaction as the switch. */
  turnedOn?: () => Promise<void>
  /** Why it cannot be turned off now, in a sentence; `null` where it can. One that throws stays on. */
  keptOn?: () => Word<Id> | null
  /** Runs in the transaction that turns it off. */
  turnedOff?: () => Promise<void>
  /** `() => import('./demo.js')`, a module that no other server needs in memory. */
  demo?: () => Promise<{ demo: Demo }>
}

/**
 * Fills the demo clinic (`npm start -- --demo`), where its clients are already there. What it returns is printed beside
 * the sign-ins; `password` is that of all its members.
 */
type Demo = (acting: { by: Actor; password: string }) => Promise<string | void>

/**
 * Declares a plugin: the default export of its `plugin.ts`. Does nothing but let TypeScript check it, and
 * what TypeScript cannot see is checked when the server starts (app/plugins/inspection/).
 */
export function definePlugin<const Id extends string>(
  definition: { id: Id } & PluginDefinition<NoInfer<Id>>
): { id: Id } & PluginDefinition<NoInfer<Id>> {
  return definition
}
