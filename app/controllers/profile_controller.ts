import type { HttpContext } from '@adonisjs/core/http'
import { languageChoices } from '#clinic_settings/choices'
import { clinicSettings } from '#clinics/settings'
import { profileValidator } from '#validators/members'

/** A member's own name and language. */
export default class ProfileController {
  edit({ view }: HttpContext) {
    return view.render('pages/profile/edit', { languages: languageChoices() })
  }

  async update({ request, response, session, i18n, member, actor }: HttpContext) {
    const { name, locale } = await request.validateUsing(profileValidator)
    await member.changeProfile({ name, locale: locale ?? null }, actor)
    i18n.switchLocale(locale ?? clinicSettings.read().locale)
    session.flash('notice', i18n.t('profile.saved'))
    return response.redirect().status(303).toRoute('profile.edit')
  }
}
