import type { HttpContext } from '@adonisjs/core/http'
import { Doorway } from '#members/doorway'
import { returnPath } from '#members/return_path'
import { signInWithPassword } from '#members/sign_in'
import { waitInWords } from '#members/waiting'
import { refuse, refuseForNow } from '#validators/refuse'
import { signInValidator } from '#validators/sign_in'

export default class SignInController {
  create({ member, request, response, view }: HttpContext) {
    const next = returnPath(request.input('next'))
    if (member) return response.redirect(next)
    return view.render('pages/sign_in/create', { next })
  }

  async store(ctx: HttpContext) {
    const { request, response, i18n } = ctx
    const { next, ...words } = await request.validateUsing(signInValidator)
    const outcome = await signInWithPassword({ ...words, address: request.ip() })
    if ('wait' in outcome) {
      const wait = waitInWords(i18n, outcome.wait)
      return refuseForNow('password', i18n.t('sign_in.wait', { wait }))
    }
    if ('wrong' in outcome) return refuse('password', i18n.t('sign_in.wrong'))

    await new Doorway(ctx).letIn(outcome.member, ['password'])
    return response.redirect().status(303).toPath(returnPath(next))
  }

  async destroy(ctx: HttpContext) {
    if (ctx.member) await new Doorway(ctx).letOut()
    return ctx.response.redirect().status(303).toPath('/sign-in')
  }
}
