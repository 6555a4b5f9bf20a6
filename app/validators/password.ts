import vine from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'
import { currentClinic, hasClinicInHand } from '#clinics/clinic_in_hand'
import { leastCharacters } from '#members/password_length'
import { weaknessOf } from '#members/password_rules'

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

const longEnough = vine.createRule((value: unknown, _: undefined, field: FieldContext) => {
  const min = leastCharacters()
  if (typeof value === 'string' && value.length < min)
    field.report(`Write at least ${min} characters`, 'minLength', field, { min })
})

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
 * A password to set: as long as the clinic asks for, none that is commonly used, and not made of the
 * member's own name, e-mail address or clinic (those typed in the same form, and `meta.personal`).
 * Normalised, so that å is the same letter however a keyboard writes it.
 */
export const newPassword = () =>
  vine
    .string()
    .maxLength(200)
    .use(longEnough())
    .use(notGuessable())
    .transform((password) => password.normalize('NFKC'))

export const newPasswordValidator = vine.create({ password: newPassword() })
