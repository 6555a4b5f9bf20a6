import type { Actor } from '#audit/actor'
import type { Pass, Step } from '#models/helper'
import { ALWAYS, areaOf, permissionsOf, routesOf } from '../scopes.js'
import Grant from './grant.js'

/** The pass of the help that goes on under this id; null when it is over, or who gave it may give none any more. */
export async function passOf(id: string): Promise<Pass | null> {
  const grant = await Grant.query().where('id', id).preload('maker').first()
  if (grant?.standing !== 'running' || !grant.isBacked) return null
  const routes = routesOf(grant)
  return {
    id: grant.id,
    name: grant.name,
    endsAt: grant.endsAt!.toMillis(),
    door: '/support-access',
    permissions: permissionsOf(grant.scopes),
    opens: (route) => routes.has(route),
    tells: (step, by) => tell(grant, step, by),
    left: (by) => grant.end({ by, how: 'helper' }),
  }
}

/** A line in the helper's trail. What came of a form is told by the verb that did it. */
async function tell(grant: Grant, { route, method, path, isOpen }: Step, by: Actor) {
  if ((ALWAYS as readonly string[]).includes(route)) return
  const isLook = method === 'GET' || method === 'HEAD'
  const what = isOpen ? (isLook ? 'page_opened' : 'form_sent') : 'refused'
  await grant.note(what, by, { path, area: areaOf(route) ?? undefined })
}
