import type { SessionRow } from '#clinics/sessions'
import type Clinic from '#models/clinic'
import type Member from '#models/member'
import type { Actor } from '#audit/actor'
import type { I18n } from '@adonisjs/i18n'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The clinic of the request's host. On routes without one (set-up, health) it is not set. */
    clinic: Clinic
    /** Who is signed in. Set on every route behind middleware.member(), otherwise it may be missing. */
    member: Member
    /** The row of this request's session, if it has one. */
    sessionRow?: SessionRow | null
    /** Who acts in this request: the member, if any, and the address. */
    actor: Actor
    /** The language of this request: ctx.i18n.t('clients.title'). */
    i18n: I18n
  }
}
