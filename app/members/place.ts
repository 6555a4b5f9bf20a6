import type { HttpContext } from '@adonisjs/core/http'
import { hostName } from '#clinics/directory'
import { originOf } from '#members/origin'
import { Passkeys } from './passkeys.js'

/** The passkeys that can be used at the address of this request. */
export function passkeysAt({ request }: HttpContext) {
  return new Passkeys({ host: hostName(request.host() ?? ''), origin: originOf(request) })
}
