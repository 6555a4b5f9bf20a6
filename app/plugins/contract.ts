import type { Router } from '@adonisjs/core/http'
import type { Role } from '#members/permissions'
import type { Settings } from './settings.js'
import type { DataContract } from './data_contract.js'
import type { Listener } from './listeners.js'
import type { PrecautionAnswers } from './precautions.js'
import type { ScheduledTask } from './schedule.js'
import type { SlotContributions } from './slots.js'

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
export type NavigationItem = { label: string; path: string; icon: string; permission: string }

/** Registers routes. The host adds the URL prefix `/<id>`, the name prefix `<id>.` and the switch. */
export type RegisterRoutes = (router: Router) => void

/**
 * What a plugin is. Its id is also its folder, and the prefix of its URLs, views, tables, permissions,
 * words and settings. Its name and summary are the words `<id>.plugin.name` and `<id>.plugin.summary`.
 */
export type PluginDefinition = {
  id: string
  category: Category
  /** The name of an icon of the `@icon` component. */
  icon: string
  /** The core's version as a semver range, and plugins that must be on as well. */
  requires: { core: string; plugins?: string[] }
  /** `<id>.<verb>` → the roles that hold it at first. An owner always does, and may change the table. */
  permissions?: Record<string, Role[]>
  navigation?: NavigationItem[]
  /** What it shows at named places of core pages. */
  slots?: SlotContributions
  /** What it does after something happened. */
  listeners?: Listener[]
  /** Its answers to the core's questions; of all answers the strictest wins. */
  precautions?: Partial<PrecautionAnswers>
  settings?: Settings<any>
  /** For signed-in members: every route must say with `middleware.can()` who may use it. */
  routes?: RegisterRoutes
  /** For clients who are signed in to the portal. */
  portalRoutes?: RegisterRoutes
  /** For strangers. The only routes that need no sign-in. */
  publicRoutes?: RegisterRoutes
  schedule?: ScheduledTask[]
  /** The only hosts that it may call. */
  egress?: string[]
  /** Required as soon as a migration creates a table. */
  data?: DataContract
  /** Runs in the clinic after its migrations, in the same transaction as the switch. */
  turnedOn?: () => Promise<void>
  turnedOff?: () => Promise<void>
}

/** Declares a plugin. Does nothing but let TypeScript check it. */
export function definePlugin<const Definition extends PluginDefinition>(
  definition: Definition
): Definition {
  return definition
}
