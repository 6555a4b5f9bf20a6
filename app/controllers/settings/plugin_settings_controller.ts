import type { HttpContext } from '@adonisjs/core/http'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { formInput, settingsPage } from '#plugins/settings_page'
import { ShelvedPlugin } from '#plugins/shelf'
import { ValidationMessages } from '#words/validation_messages'

/** The settings of a plugin. The page exists because its views/settings.edge exists. */
export default class PluginSettingsController {
  async edit({ params, view, i18n }: HttpContext) {
    const { plugin, settings } = settingsPage(params.id)
    return view.render('pages/settings/plugins/settings', {
      plugin: new ShelvedPlugin(plugin, i18n),
      fields: await view.render(`${plugin.id}::settings`, { settings: settings.read() }),
    })
  }

  async update(ctx: HttpContext) {
    const { params, request, response, session, actor, i18n } = ctx
    const { plugin, settings } = settingsPage(params.id)
    const values = await request.validateUsing(settings.validator, {
      data: formInput(settings, request.all()),
      messagesProvider: new ValidationMessages(ctx, [plugin.id]),
    })
    await transaction(async () => {
      await settings.write(values)
      const subject = { type: 'plugin', id: plugin.id }
      await record({ action: 'plugin.settings_changed', by: actor, subject })
    })
    session.flash('notice', i18n.t('plugins.settings_saved'))
    return response
      .redirect()
      .status(303)
      .toRoute('settings.plugins.settings.edit', { id: params.id })
  }
}
