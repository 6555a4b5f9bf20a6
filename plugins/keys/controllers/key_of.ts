import { errors, type HttpContext } from '@adonisjs/core/http'
import Key from '../models/key.js'

/** The key of the address, for who may prove it: its owner, or those who keep the clinic's recovery key. */
export async function keyOf({ params, member, request }: HttpContext) {
  const key = await Key.findOrFail(params.key_id)
  const isTheirs = key.kind === 'recovery' ? member.can('keys.manage') : key.memberId === member.id
  if (!isTheirs) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
  return key
}
