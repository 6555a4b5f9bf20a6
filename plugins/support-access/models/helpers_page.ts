import type { I18n } from '@adonisjs/i18n'
import router from '@adonisjs/core/services/router'
import type Helper from '#models/helper'
import { switchedOn } from '#plugins/switched_on'
import { AREAS, areasOf, type AreaName } from '../scopes.js'
import Grant from './grant.js'

/** What a helper starts from: what is open, and until when. */
export async function helpersPage(helper: Helper, i18n: I18n) {
  const grant = await Grant.findOrFail(helper.id)
  return {
    grant,
    areas: areasOf(grant.scopes)
      .filter(isThere)
      .map((name) => ({ name: i18n.t(`support-access.areas.${name}`), path: pathOf(name) })),
  }
}

/** Areas of plugins are called as the plugins are. */
function isThere(name: AreaName) {
  const [route] = AREAS[name].view
  const [owner] = route.split('.')
  return owner !== name || switchedOn().has(owner)
}

function pathOf(name: AreaName) {
  return router.urlBuilder.urlFor(AREAS[name].view[0])
}
