import type { HttpContext } from '@adonisjs/core/http'
import { Doorway } from '#members/doorway'
import { proveSecondFactor } from '#members/identity'
import { passkeysAt } from '#members/place'
import { SecondFactor } from '#members/second_factor'
import { rightOrRefuse } from '#members/waiting'
import { secondFactorValidator } from '#validators/sign_in'

/** The second step of signing in, after a right password. */
export default class SecondFactorController {
  async create(ctx: HttpContext) {
    const door = new Doorway(ctx)
    const held = await door.heldBack()
    if (!held) return ctx.response.redirect().toRoute('sign_in.create')

    const factor = new SecondFactor(held.member)
    const hasPasskey = (await factor.passkeys().first()) !== null
    const options = hasPasskey ? await passkeysAt(ctx).requestOptions(held.member) : null
    if (options) door.expect(options)
    return ctx.view.render('pages/second_factor/create', { options, hasApp: factor.hasApp })
  }

  async store(ctx: HttpContext) {
    const { request, response, i18n } = ctx
    const door = new Doorway(ctx)
    const held = await door.heldBack()
    if (!held) return response.redirect().status(303).toRoute('sign_in.create')

    const { code, passkey } = await request.validateUsing(secondFactorValidator)
    const outcome = await proveSecondFactor(
      { member: held.member, address: request.ip(), passkeys: passkeysAt(ctx) },
      { code, passkey: door.answer(passkey) }
    )
    const proofs = rightOrRefuse(outcome, i18n, passkey ? 'form' : 'code', 'second_factor.wrong')
    await door.letIn(held.member, ['password', ...proofs], held)
    return response.redirect().status(303).toPath(held.next)
  }
}
