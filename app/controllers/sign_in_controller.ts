import type { HttpContext } from '@adonisjs/core/http'
import { Doorway } from '#members/doorway'
import { isTooShort } from '#members/password_length'
import { returnPath } from '#members/return_path'
import { SecondFactor } from '#members/second_factor'
import { signInWithPassword } from '#members/sign_in'
import { rightOrRefuse } from '#members/waiting'
import { signInValidator } from '#validators/sign_in'

export default class SignInController {
  create({ member, request, response, view }: HttpContext) {
    const next = returnPath(request.input('next'))
    if (member) return response.redirect().toPath(next)
    return view.render('pages/sign_in/create', { next })
  }

  async store(ctx: HttpContext) {
    const { request, response, i18n } = ctx
    const { next, ...words } = await request.validateUsing(signInValidator)
    const outcome = await signInWithPassword({ ...words, address: request.ip() })
    const member = rightOrRefuse(outcome, i18n, 'password', 'sign_in.wrong')

    const owing = { owesPassword: isTooShort(words.password) }

    if (await new SecondFactor(member).isOn()) {
      new Doorway(ctx).holdBack(member, returnPath(next), owing)
      return response.redirect().status(303).toRoute('second_factor.create')
    }
    await new Doorway(ctx).letIn(member, ['password'], owing)
    return response.redirect().status(303).toPath(returnPath(next))
  }

  async destroy(ctx: HttpContext) {
    if (ctx.member) await new Doorway(ctx).letOut()
    return ctx.response.redirect().status(303).toPath('/sign-in')
  }
}
