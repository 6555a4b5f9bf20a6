import type { I18n } from '@adonisjs/i18n'
import { clinicState } from '#clinics/state'
import type { Permission } from '#members/permissions'
import type Member from '#models/member'
import { clientList } from './client_list.js'

/** Which part of it, and how: flat, so that an address can say it too. */
export type Choice = Record<string, string | boolean>

/** A kind of file with which many clients leave at once. */
export type ExportKind = {
  /** Who may take it out. */
  permission: Permission
  /** What a form or an address says was chosen; null for what makes no sense, or is not for this member. Equal choices have equal JSON. */
  chosenIn: (said: Record<string, unknown>, member: Member) => Promise<Choice | null>
  /** How many clients would leave now. */
  count: (choice: Choice) => Promise<number>
  /** The choice as a person reads it. */
  words: (choice: Choice, i18n: I18n) => string
  /** Where it is taken out, by who has an approval. */
  path: (choice: Choice) => string
}

const kinds = new Map<string, ExportKind>([['clients', clientList]])

/** Lets members ask for a second person's approval of such a file. A plugin's id begins with its own: `soap.notes`. */
export function declareExport(id: `${string}.${string}`, kind: ExportKind) {
  kinds.set(id, kind)
}

/** The kind with this id, where its plugin is on and this member may take it out. */
export function exportKind(id: string, member: Member): ExportKind | null {
  const kind = kindOf(id)
  return kind && member.can(kind.permission) ? kind : null
}

/** The kind with this id; null while its plugin is off. */
export function kindOf(id: string): ExportKind | null {
  const [plugin, ...own] = id.split('.')
  if (own.length && !clinicState().plugins.has(plugin)) return null
  return kinds.get(id) ?? null
}

/** What members must be able to do so that one of these files can be theirs. */
export function exportPermissions(): Permission[] {
  return [...kinds.keys()].flatMap((id) => kindOf(id)?.permission ?? [])
}
