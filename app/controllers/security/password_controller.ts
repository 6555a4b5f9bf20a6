import type { HttpContext } from '@adonisjs/core/http'
import { Doorway } from '#members/doorway'
import { newPasswordValidator, personalWords } from '#validators/password'

export default class PasswordController {
  edit(ctx: HttpContext) {
    const { owesPassword } = new Doorway(ctx)
    return ctx.view.render('pages/security/password', { owesPassword })
  }

  async update(ctx: HttpContext) {
    const { request, response, session, i18n, member, actor } = ctx
    const { password } = await request.validateUsing(newPasswordValidator, {
      meta: { personal: personalWords(member) },
    })
    await member.changePassword(password, actor)
    new Doorway(ctx).stay(member)
    session.flash('notice', i18n.t('security.password_saved'))
    return response.redirect().status(303).toRoute('security.show')
  }
}
