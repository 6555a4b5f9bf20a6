import { errors } from '@vinejs/vine'

/**
 * Refuses a form for a reason that only shows after validation, as if the validator had found it:
 * the page comes back with this sentence beside the field and with what was typed.
 */
export function refuse(field: string, sentence: string): never {
  throw new errors.E_VALIDATION_ERROR([{ field, message: sentence, rule: 'refused' }])
}
