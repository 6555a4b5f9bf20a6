import type { HttpContext } from '@adonisjs/core/http'
import { Doorway } from '#members/doorway'
import { signInWithPasskey } from '#members/identity'
import { passkeysAt } from '#members/place'
import { returnPath } from '#members/return_path'
import { rightOrRefuse } from '#members/waiting'
import { passkeySignInValidator } from '#validators/sign_in'

/** Signing in with a passkey and nothing else. */
export default class PasskeySignInController {
  /** What the browser asks for when the button is pressed; a page view alone makes no session. */
  async create(ctx: HttpContext) {
    const options = await passkeysAt(ctx).requestOptions()
    new Doorway(ctx).expect(options)
    return ctx.response.json(options)
  }

  async store(ctx: HttpContext) {
    const { request, response, i18n } = ctx
    const { passkey, next } = await request.validateUsing(passkeySignInValidator)
    const door = new Doorway(ctx)
    const answer = door.answer(passkey)
    const outcome = await signInWithPasskey(passkeysAt(ctx), answer, request.ip())
    const member = rightOrRefuse(outcome, i18n, 'form', 'sign_in.passkey_wrong')

    await door.letIn(member, ['passkey'])
    return response.redirect().status(303).toPath(returnPath(next))
  }
}
