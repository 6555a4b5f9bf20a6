import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { currentClinic, hasClinicInHand } from '#clinics/clinic_in_hand'
import { weaknessOf } from '#members/password_rules'

export const LEAST_CHARACTERS = 12

/** What everybody knows about a member, and so must not make up the password. */
export function personalWords({ name, email }: { name: string; email: string }) {
  return [name, beforeAt(email)]
}

function beforeAt(email: string) {
  return email.split('@')[0]
}

/** The names and addresses that stand in the same form. */
function typedWords(form: Record<string, unknown>) {
  return Object.entries(form)
    .filter(([field, value]) => /(name|email)$/i.test(field) && typeof value === 'string')
    .map(([, value]) => beforeAt(value as string))
}

const notGuessable = vine.createRule(
  async (value: unknown, _: undefined, field: FieldContext) => {
    if (typeof value !== 'string' || !field.isValid) return
    const clinic = hasClinicInHand() ? [currentClinic().name] : []
    const personal = [...clinic, ...typedWords(field.data), ...(field.meta.personal ?? [])]
    const weakness = await weaknessOf(value, personal)
    if (weakness) field.report('Choose another password', `password.${weakness}`, field)
  },
  { isAsync: true }
)

/**
 * A password to set: at least twelve characters, none that is commonly used, and not made of the
 * member's own name, e-mail address or clinic (those typed in the same form, and `meta.personal`).
 * Normalised, so that å is the same letter however a keyboard writes it.
 */
export const newPassword = () =>
  vine
    .string()
    .minLength(LEAST_CHARACTERS)
    .maxLength(200)
    .use(notGuessable())
    .transform((password) => password.normalize('NFKC'))

export const newPasswordValidator = vine.create({ password: newPassword() })
