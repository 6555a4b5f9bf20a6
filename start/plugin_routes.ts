import { relative } from 'node:path'
import { errors } from '@adonisjs/core/http'
import type { HttpContext, Router } from '@adonisjs/core/http'
import { namesClient } from '#clients/addresses'
import { declaredPermissions } from '#clinics/permissions'
import { middleware } from '#start/kernel'
import type { RegisterRoutes } from '#plugins/contract'
import { PluginsRefused } from '#plugins/loading'
import type { Plugin } from '#plugins/plugin'
import { registry } from '#plugins/registry'

type Group = ReturnType<Router['group']>
type Entry = Group['routes'][number]
type Route = Extract<Entry, { getPattern(): string }>

/**
 * Registers the routes of every plugin: below `/<id>`, named `<id>.…`, and behind the switch. Closed by
 * default: members' routes need a sign-in and a permission, only publicRoutes are open to strangers.
 *
 * @throws PluginsRefused
 */
export function mountRoutes(router: Router) {
  const refusals = registry.all().flatMap((plugin) => {
    const file = relative(process.cwd(), plugin.place.entry!)
    return mount(router, plugin).map((problem) => `${file}: ${problem}`)
  })
  if (refusals.length) throw new PluginsRefused(refusals)
}

function mount(router: Router, { id, definition }: Plugin): string[] {
  const isOn = middleware.plugin(id)
  const group = (register: RegisterRoutes) =>
    router
      .group(() => register(router))
      .prefix(`/${id}`)
      .as(id)
  const { routes, portalRoutes, publicRoutes } = definition
  if (publicRoutes) group(publicRoutes).use(isOn)
  if (portalRoutes) group(portalRoutes).use([isOn, closed])
  if (!routes) return []
  const members = group(routes).use([isOn, middleware.member()]).routes.flatMap(routesOf)
  members.forEach(askForReasons)
  return members.flatMap((route) => permissionProblems(route))
}

/** Last of all, after the permission: whoever may not see clients is not asked why. A route may say itself whom it shows. */
function askForReasons(route: Route) {
  const isGuarded = guardsOf(route).some((guard) => 'name' in guard && guard.name === 'client')
  if (namesClient(route.getPattern()) && !isGuarded) route.use(middleware.client())
}

function guardsOf(route: Route) {
  return route.getMiddleware().flat()
}

function permissionProblems(route: Route) {
  const permissions = guardsOf(route).flatMap((guard) =>
    'name' in guard && guard.name === 'can' ? [String((guard as { args?: unknown }).args)] : []
  )
  if (!permissions.length)
    return [
      `The route ${route.getPattern()} does not say who may use it. Add .use(middleware.can('…')), or move it to publicRoutes if it is for strangers.`,
    ]
  return permissions
    .filter((permission) => !(permission in declaredPermissions()))
    .map(
      (permission) =>
        `The route ${route.getPattern()} asks for the permission "${permission}", which nobody declares. Add it to "permissions".`
    )
}

/** The portal does not exist yet, so nobody is signed in to it. */
function closed({ request }: HttpContext): never {
  throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
}

function routesOf(entry: Entry): Route[] {
  if ('getPattern' in entry) return [entry]
  if ('routes' in entry) return entry.routes.flatMap(routesOf)
  return entry.route ? [entry.route] : []
}
