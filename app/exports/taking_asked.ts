import { Exception } from '@adonisjs/core/exceptions'
import type Member from '#models/member'
import type { Taking } from '#models/export_request'
import type { ExportKind } from './export_kind.js'
import { exportKind } from './export_kinds.js'

/**
 * What a form or an address asks to take out, counted here and now.
 *
 * @throws 404 for what there is not, or is not for this member
 */
export async function takingAsked(
  said: Record<string, unknown>,
  member: Member
): Promise<{ kind: ExportKind; taking: Taking }> {
  const id = String(said.kind ?? '')
  const kind = exportKind(id, member)
  const choice = await kind?.chosenIn(said, member)
  if (!kind || !choice) throw new Exception('There is no such export', { status: 404 })
  return { kind, taking: { kind: id, choice, clients: await kind.count(choice) } }
}
