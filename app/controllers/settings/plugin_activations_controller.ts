import type { HttpContext } from '@adonisjs/core/http'
import { switchProgress } from '#plugins/progress'
import { registry } from '#plugins/registry'
import { missingPlugins, ShelvedPlugin } from '#plugins/shelf'
import {
  KeptOn,
  StillRequired,
  SwitchFailed,
  turnOff,
  turnOffMissing,
  turnOn,
} from '#plugins/switch'
import { refuse } from '#validators/refuse'

/** The switch of a plugin in this clinic. */
export default class PluginActivationsController {
  /** Asks once, where others are turned on with it. */
  create({ params, view, i18n }: HttpContext) {
    const plugin = new ShelvedPlugin(registry.findOrFail(params.id), i18n)
    return view.render('pages/settings/plugins/create', { plugin })
  }

  async store({ params, request, response, session, clinic, actor, i18n }: HttpContext) {
    const plugin = registry.findOrFail(params.id)
    const { name, missing } = new ShelvedPlugin(plugin, i18n)
    if (missing.length && !request.input('confirmed'))
      return response.redirect().status(303).toRoute('settings.plugins.create', { id: params.id })
    try {
      await turnOn(plugin, {
        by: actor,
        onProgress: (done, total) => switchProgress.tell(clinic.id, plugin.id, { done, total }),
      })
    } catch (error) {
      if (!(error instanceof SwitchFailed)) throw error
      const reason = (error.cause as Error).message
      refuse('form', i18n.t('plugins.could_not_turn_on', { name, reason }))
    } finally {
      await switchProgress.tell(clinic.id, plugin.id, 'over')
    }
    session.flash('notice', i18n.t('plugins.turned_on', { name }))
    return response.redirect().status(303).toRoute('settings.plugins.show', { id: params.id })
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const isGone = missingPlugins().includes(params.id)
    const plugin = isGone ? null : registry.findOrFail(params.id)
    const name = plugin ? i18n.t(`${plugin.id}.plugin.name`) : params.id
    try {
      await (plugin ? turnOff(plugin, { by: actor }) : turnOffMissing(params.id, { by: actor }))
    } catch (error) {
      if (error instanceof KeptOn) refuse('form', i18n.t(error.reason))
      if (!(error instanceof StillRequired)) throw error
      const others = error.dependents.map(({ id }) => i18n.t(`${id}.plugin.name`)).join(', ')
      refuse('form', i18n.t('plugins.still_required', { name, others }))
    }
    session.flash('notice', i18n.t('plugins.turned_off', { name }))
    return response.redirect().status(303).toRoute('settings.plugins.index')
  }
}
