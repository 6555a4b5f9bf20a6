import type { HttpContext } from '@adonisjs/core/http'
import { clinicChoices, suggestedChoices } from '#clinic_settings/choices'
import { inClinic } from '#clinics/clinic_in_hand'
import { directory } from '#clinics/directory'
import { foundClinic } from '#clinic_settings/founding'
import { setupCode } from '#clinics/setup_code'
import { Doorway } from '#members/doorway'
import { setupValidator } from '#validators/clinic'
import { refuse } from '#validators/refuse'

/** The first visit: whoever has the code from the console founds the clinic and becomes its owner. */
export default class SetupController {
  async create({ view, response, i18n }: HttpContext) {
    if (!(await directory.isEmpty())) return response.redirect('/')
    setupCode()
    return view.render('pages/setup/create', {
      choices: clinicChoices(i18n.locale),
      suggested: suggestedChoices(i18n.locale),
    })
  }

  async store(ctx: HttpContext) {
    const { request, response, i18n } = ctx
    if (!(await directory.isEmpty())) return response.redirect('/')
    const personal = request.only(['name', 'ownerName', 'ownerEmail'])
    const input = await request.validateUsing(setupValidator, {
      meta: { personal: Object.values(personal).filter((word) => typeof word === 'string') },
    })
    if (!setupCode().accepts(input.code)) refuse('code', i18n.t('setup.wrong_code'))

    const { code, ownerName, ownerEmail, password, ...profile } = input
    const owner = { name: ownerName, email: ownerEmail, password }
    const founded = await foundClinic({ clinic: profile, owner })
    ctx.clinic = founded.clinic
    await inClinic(founded.clinic, () => new Doorway(ctx).letIn(founded.owner, ['password']))
    return response.redirect('/')
  }
}
