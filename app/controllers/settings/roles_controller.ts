import type { HttpContext } from '@adonisjs/core/http'
import { ROLES } from '#clinics/permissions'
import { changePermissions, permissionGroups, resetPermissions } from '#members/permission_table'
import { permissionsValidator } from '#validators/members'

/** What each role may do in this clinic. */
export default class RolesController {
  edit({ view }: HttpContext) {
    return view.render('pages/roles/edit', { roles: ROLES, groups: permissionGroups() })
  }

  async update({ request, response, session, i18n, actor }: HttpContext) {
    const { held = [] } = await request.validateUsing(permissionsValidator)
    await changePermissions(held, actor)
    session.flash('notice', i18n.t('roles.saved'))
    return response.redirect().status(303).toRoute('settings.roles.edit')
  }

  async destroy({ response, session, i18n, actor }: HttpContext) {
    await resetPermissions(actor)
    session.flash('notice', i18n.t('roles.was_reset'))
    return response.redirect().status(303).toRoute('settings.roles.edit')
  }
}
