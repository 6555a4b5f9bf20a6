import type { HttpContext } from '@adonisjs/core/http'
import { Doorway } from '#members/doorway'
import { passkeysAt } from '#members/place'
import { SecondFactor } from '#members/second_factor'
import { refuse } from '#validators/refuse'
import { passkeyNameValidator, passkeyValidator } from '#validators/members'

/** The passkeys of the member who is signed in. */
export default class PasskeysController {
  async create(ctx: HttpContext) {
    const options = await passkeysAt(ctx).creationOptions(ctx.member)
    new Doorway(ctx).expect(options)
    return ctx.view.render('pages/security/passkey', { options })
  }

  async store(ctx: HttpContext) {
    const { request, response, session, i18n, member, actor } = ctx
    const { name, passkey } = await request.validateUsing(passkeyValidator)
    const key = await passkeysAt(ctx).created(new Doorway(ctx).answer(passkey))
    if (!key) return refuse('form', i18n.t('passkeys.not_added'))

    const codes = await new SecondFactor(member).addPasskey(name, key, actor)
    session.flash('notice', i18n.t('passkeys.added'))
    if (codes.length) session.flash('recovery_codes', codes)
    return response
      .redirect()
      .status(303)
      .toRoute(codes.length ? 'security.recovery_codes.show' : 'security.show')
  }

  async edit({ params, view, member }: HttpContext) {
    const passkey = await ownPasskey(member, params.id)
    return view.render('pages/security/passkey_name', { passkey })
  }

  async update({ params, request, response, session, i18n, member, actor }: HttpContext) {
    const passkey = await ownPasskey(member, params.id)
    const { name } = await request.validateUsing(passkeyNameValidator)
    await new SecondFactor(member).renamePasskey(passkey, name, actor)
    session.flash('notice', i18n.t('passkeys.renamed'))
    return response.redirect().status(303).toRoute('security.show')
  }

  async destroy({ params, response, session, i18n, member, actor }: HttpContext) {
    await new SecondFactor(member).removePasskey(await ownPasskey(member, params.id), actor)
    session.flash('notice', i18n.t('passkeys.removed'))
    return response.redirect().status(303).toRoute('security.show')
  }
}

function ownPasskey(member: HttpContext['member'], id: string) {
  return new SecondFactor(member).passkeys().where('id', id).firstOrFail()
}
