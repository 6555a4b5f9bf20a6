import vine from '@vinejs/vine'
import { LOCALES } from '#config/i18n'
import { IDLE_CHOICES } from '#members/idle_time'
import type { Role } from '#clinics/permissions'
import { newPassword } from './password.js'

const name = () => vine.string().trim().minLength(2).maxLength(120)
const email = () => vine.string().trim().email().maxLength(254)
const passkeyName = () => vine.string().trim().minLength(1).maxLength(60)

/** A role that the member who gives it may give: `meta.roles`. */
const role = () => vine.enum((field) => field.meta.roles as Role[])

export const profileValidator = vine.create({ name: name(), locale: vine.enum(LOCALES).optional() })
export const emailValidator = vine.create({ email: email() })
export const resetRequestValidator = vine.create({ email: email() })
export const joiningValidator = vine.create({ name: name(), password: newPassword() })
export const roleValidator = vine.create({ role: role() })
export const invitationValidator = vine.create({ email: email(), role: role() })
export const securityValidator = vine.create({
  idleMinutes: vine.number().in(IDLE_CHOICES),
})
export const authenticatorValidator = vine.create({
  code: vine
    .string()
    .maxLength(20)
    .transform((code) => code.replace(/\s/g, '')),
})
export const passkeyValidator = vine.create({
  name: passkeyName(),
  passkey: vine.string().maxLength(20_000),
})
export const passkeyNameValidator = vine.create({ name: passkeyName() })

/** The ticked boxes of the table, each `<role> <permission>`. */
export const permissionsValidator = vine.create({
  held: vine.array(vine.string().maxLength(120)).maxLength(2000).optional(),
})
