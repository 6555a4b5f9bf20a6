import type { HttpContext } from '@adonisjs/core/http'
import { clinicChoices, countryChoices } from '#clinic_settings/choices'
import { hostsOf } from '#clinics/hosts'
import { ClinicProfile } from '#clinic_settings/profile'
import { clinicSettingsValidator } from '#validators/clinic'

/** Settings → Clinic: what the clinic says of itself, and where it is reached. */
export default class ClinicController {
  async edit({ view, clinic, i18n }: HttpContext) {
    const hosts = await hostsOf(clinic)
    const choices = { ...clinicChoices(i18n.locale), ...countryChoices(i18n.locale) }
    return view.render('pages/settings/clinic', { hosts, choices })
  }

  async update({ request, response, session, i18n, clinic, actor }: HttpContext) {
    const input = await request.validateUsing(clinicSettingsValidator)
    await new ClinicProfile(clinic).update(input, {
      by: actor,
      visitedAt: request.host() ?? '',
      i18n,
    })
    session.flash('notice', i18n.t('clinic_settings.saved'))
    return response.redirect().toRoute('settings.clinic.edit')
  }
}
