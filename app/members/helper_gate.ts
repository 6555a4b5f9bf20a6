import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import router from '@adonisjs/core/services/router'
import { afterCommit, currentClinic } from '#clinics/clinic_in_hand'
import { Sessions } from '#clinics/sessions'
import Helper, { helperIn } from '#models/helper'
import type Member from '#models/member'
import { guarded } from '#plugins/guard'
import { switchedOn } from '#plugins/switched_on'

/** Whom the plugin that let somebody in still knows under this id: where it fails or is off, nobody. */
export async function findHelper(id: string): Promise<Helper | null> {
  for (const plugin of switchedOn().plugins) {
    const { helpers } = plugin.definition
    const pass = helpers && (await guarded(plugin, 'helpers', () => helpers(id)))
    if (pass) return Helper.with(pass)
  }
  return null
}

/**
 * Lets a helper through to what the pass opens, and to nothing else. Each step is written down before
 * anything is shown, those that are refused as well.
 */
export async function letThrough({ pass }: Helper, ctx: HttpContext, next: NextFn) {
  const { request, response } = ctx
  const route = ctx.route?.name ?? ''
  // Where everybody's links lead: not refused, but not theirs either.
  if (route === 'home') return response.redirect().status(303).toPath(pass.door)
  const isOpen = pass.opens(route)
  await pass.tells({ route, method: request.method(), path: request.url(), isOpen }, ctx.actor)
  if (!isOpen) throw new NotOpen()
  return next()
}

/** Ends every session of a helper once the transaction at hand is committed. */
export async function endHelperSessions(id: string) {
  const clinic = currentClinic()
  await afterCommit(() => Sessions.instance.removeOfMember(clinic.id, id))
}

/** Whether a link to this page is of any use to whoever looks. */
export function isOpenTo(member: Member | null, path: string) {
  const helper = helperIn(member)
  if (!helper) return true
  const route = router.match(path, 'GET', false)?.route.name
  return route !== undefined && helper.pass.opens(route)
}

/** What the clinic did not open to its helper. */
export class NotOpen extends Exception {
  static override status = 403
  static override code = 'E_FORBIDDEN'
  static override message = 'The clinic did not open this to its helper'
}
