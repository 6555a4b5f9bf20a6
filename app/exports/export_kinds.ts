import { clinicState } from '#clinics/state'
import type { Permission } from '#clinics/permissions'
import type Member from '#models/member'
import { clientList } from './client_list.js'
import type { ExportKind } from './export_kind.js'

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
