import type { HttpContext } from '@adonisjs/core/http'
import { registry } from '#plugins/registry'
import { deleteData, StillRequired, SwitchFailed } from '#plugins/switch'
import { refuse } from '#validators/refuse'

/** Everything that a plugin keeps in this clinic. */
export default class PluginDataController {
  async destroy({ params, request, response, session, actor, i18n }: HttpContext) {
    const plugin = registry.findOrFail(params.id)
    const name = i18n.t(`${plugin.id}.plugin.name`)
    const typed = String(request.input('confirmation') ?? '').trim()
    if (typed.toLocaleLowerCase() !== name.toLocaleLowerCase())
      refuse('form', i18n.t('plugins.type_the_name', { name }))
    try {
      await deleteData(plugin, { by: actor })
    } catch (error) {
      if (error instanceof StillRequired)
        refuse('form', i18n.t('plugins.data_still_needed', { name }))
      if (error instanceof SwitchFailed)
        refuse(
          'form',
          i18n.t('plugins.could_not_delete', { name, reason: (error.cause as Error).message })
        )
      throw error
    }
    session.flash('notice', i18n.t('plugins.data_deleted', { name }))
    return response.redirect().status(303).toRoute('settings.plugins.show', { id: params.id })
  }
}
