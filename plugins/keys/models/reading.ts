import { errors } from '@adonisjs/core/http'
import type Member from '#models/member'
import type { CircleRow } from '../browser/vault/wire.ts'
import { rowsReadBy } from './circle_rows.js'
import Key from './key.js'
import Wrap from './wrap.js'

/** The ids of the circles that a member reads, as a subquery: `Note.query().whereIn('circle', circlesReadBy(member))`. */
export function circlesReadBy({ id }: Pick<Member, 'id'>) {
  const own = Key.query().select('id').where('memberId', id).whereNull('retiredAt')
  return Wrap.query().select('circleId').whereIn('keyId', own)
}

/**
 * The circles of a member, for the keys that they have; or those of the clinic's recovery key, which opens nothing for
 * whoever has not its words: all of them for who keeps it, else those that the member reads too and has lost the key to.
 */
export async function circlesFor(
  member: Member,
  { recovery, client }: { recovery?: string; client?: string }
): Promise<CircleRow[]> {
  const own = await Key.query().where('memberId', member.id).whereNull('retiredAt')
  const ids = own.map(({ id }) => id)
  if (!recovery) return rowsReadBy([ids], client)
  const key = await Key.known().where({ kind: 'recovery', id: recovery }).first()
  if (!key) throw new errors.E_ROUTE_NOT_FOUND(['GET', '/keys/circles'])
  return rowsReadBy(member.can('keys.manage') ? [[key.id]] : [[key.id], ids], client)
}
