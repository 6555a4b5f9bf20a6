import type { HttpContext } from '@adonisjs/core/http'
import { Doorway } from '#members/doorway'
import { proveIdentity } from '#members/identity'
import { passkeysAt } from '#members/place'
import { returnPath } from '#members/return_path'
import { SecondFactor } from '#members/second_factor'
import { rightOrRefuse } from '#members/waiting'
import { identityValidator } from '#validators/sign_in'

/** Proving anew who one is, before something that a borrowed screen must not be enough for. */
export default class IdentityController {
  async create(ctx: HttpContext) {
    const { request, view, member } = ctx
    const factor = new SecondFactor(member)
    const hasPasskey = (await factor.passkeys().first()) !== null
    const options = hasPasskey ? await passkeysAt(ctx).requestOptions(member) : null
    if (options) new Doorway(ctx).expect(options)
    return view.render('pages/identity/create', {
      options,
      needsCode: hasPasskey || factor.hasApp,
      next: returnPath(request.input('next')),
    })
  }

  async store(ctx: HttpContext) {
    const { request, response, i18n, member } = ctx
    const { next, passkey, ...shown } = await request.validateUsing(identityValidator)
    const door = new Doorway(ctx)
    const outcome = await proveIdentity(
      { member, address: request.ip(), passkeys: passkeysAt(ctx) },
      { ...shown, passkey: door.answer(passkey) }
    )
    rightOrRefuse(outcome, i18n, passkey ? 'form' : 'password', 'identity.wrong')
    door.proved()
    return response.redirect().status(303).toPath(returnPath(next))
  }
}
