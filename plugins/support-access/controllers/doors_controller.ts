import type { HttpContext } from '@adonisjs/core/http'
import { deviceName } from '#members/device'
import { Doorway } from '#members/doorway'
import { rightOrRefuse } from '#members/waiting'
import Helper, { helperIn } from '#models/helper'
import { codeValidator } from '../models/choice.js'
import { tryCode } from '../models/guessing.js'
import { helpersPage } from '../models/helpers_page.js'
import { passOf } from '../models/pass.js'

/** Where a helper comes in, and what is open from there. */
export default class DoorsController {
  async create({ member, request, response, view, i18n }: HttpContext) {
    const helper = helperIn(member)
    if (helper)
      return view.render('support-access::pages/doors/show', await helpersPage(helper, i18n))
    if (member?.can('support-access.grant'))
      return response.redirect().toRoute('support-access.grants.index')
    return view.render('support-access::pages/doors/create', {
      hasEnded: request.input('ended') === 'yes',
    })
  }

  async store(ctx: HttpContext) {
    const { request, response, i18n } = ctx
    const { code } = await request.validateUsing(codeValidator)
    const from = { address: request.ip(), device: deviceName(request.header('user-agent')) }
    const grant = rightOrRefuse(
      await tryCode(code, from),
      i18n,
      'code',
      'support-access.door.wrong'
    )
    const pass = await passOf(grant.id)
    new Doorway(ctx).letHelperIn(Helper.with(pass!))
    return response.redirect().status(303).toRoute('support-access.doors.create')
  }
}
