import { errors } from '@vinejs/vine'

/**
 * Refuses a form for a reason that only shows after validation, as if the validator had found it:
 * the page comes back with this sentence beside the field and with what was typed.
 */
export function refuse(field: string, sentence: string): never {
  throw refusal(field, sentence)
}

/** The same for several fields at once: each with its sentence. */
export function refuseAll(refusals: { field: string; message: string }[]): never {
  throw new errors.E_VALIDATION_ERROR(refusals.map((each) => ({ ...each, rule: 'refused' })))
}

/** The same for what may be tried again later: the status is 429 (RFC 6585). */
export function refuseForNow(field: string, sentence: string): never {
  throw Object.assign(refusal(field, sentence), { status: 429 })
}

function refusal(field: string, message: string) {
  return new errors.E_VALIDATION_ERROR([{ field, message, rule: 'refused' }])
}
