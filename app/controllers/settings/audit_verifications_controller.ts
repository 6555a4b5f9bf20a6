import { setTimeout as wait } from 'node:timers/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { beginVerification } from '#audit/verifications'

/** A short log is checked before the page comes back; on a long one the page looks again until it is. */
const AT_ONCE_MS = 1500

export default class AuditVerificationsController {
  async store({ response, clinic, actor }: HttpContext) {
    await Promise.race([beginVerification(clinic, actor), wait(AT_ONCE_MS)])
    return response.redirect().toRoute('settings.audit.index')
  }
}
