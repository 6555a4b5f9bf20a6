import type { Infer } from '@vinejs/vine/types'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { afterCommit, currentClinic } from '#clinics/clinic_in_hand'
import { transaction } from '#clinics/transaction'
import { utcNow } from '#models/columns'
import OutboxMail from '#models/outbox_mail'
import type { mailSettingsValidator } from '#validators/mail'
import { mailSettings, sealPassword } from './settings.js'
import { wakeOutbox } from './wake.js'

/**
 * Sets the mail server up. The password is kept when none was typed, as long as the user stays and
 * has one. What waits is tried at once: perhaps it waited for just this change.
 */
export function setUpMail(input: Infer<typeof mailSettingsValidator>, by: Actor) {
  const before = mailSettings.read()
  const kept = input.user && input.user === before.user ? before.password : undefined
  const password = input.password ? sealPassword(input.password) : kept
  return change({ ...input, password: input.user ? password : undefined }, by, {
    host: input.host,
    port: input.port,
    security: input.security,
    sender: input.senderAddress,
  })
}

/** Forgets the mail server and its password. Mails wait from now on. */
export function removeMail(by: Actor) {
  return change({ host: '', port: 587, security: 'starttls', senderAddress: '' }, by, {
    host: null,
  })
}

function change(
  values: Parameters<typeof mailSettings.write>[0],
  by: Actor,
  details: Record<string, unknown>
) {
  const clinic = currentClinic()
  return transaction(async () => {
    await mailSettings.write(values)
    await OutboxMail.query().where('state', 'waiting').update({ due_at: utcNow() })
    await record({ action: 'mail.settings_changed', by, details })
    await afterCommit(() => wakeOutbox(clinic))
  })
}
