import vine from '@vinejs/vine'

/** Longer than any envelope may be: what is checked about envelopes, #plugins/keys checks. */
const LONGEST = 400_000

const envelope = () => vine.string().maxLength(LONGEST)
const version = () => vine.number().withoutDecimals().range([1, 1_000_000])
/** SHA-256 in base64url. */
const digest = () => vine.string().regex(/^[\w-]{43}$/)
const uuid = () => vine.string().uuid({ version: [7] })

export const noteValidator = vine.create({
  id: uuid(),
  sitting: vine.string().uuid(),
  appointment: vine.string().uuid().nullable().optional(),
  envelope: envelope(),
  /** With it the note comes in final: an old one, from elsewhere. */
  digest: digest().optional(),
})

export const versionValidator = vine.create({
  version: version(),
  sitting: vine.string().uuid(),
  envelope: envelope(),
})

export const finalisationValidator = vine.create({
  version: version(),
  sitting: vine.string().uuid(),
  envelope: envelope(),
  digest: digest(),
})

export const addendumValidator = vine.create({ id: uuid(), envelope: envelope(), digest: digest() })
export const envelopeValidator = vine.create({ envelope: envelope() })
export const attachmentValidator = vine.create({ id: uuid() })

export const templateValidator = vine.create({ id: uuid(), envelope: envelope() })
export const templateVersionValidator = vine.create({ version: version(), envelope: envelope() })

export const takeAlongValidator = vine.create({
  kind: vine.enum(['print', 'envelopes', 'json', 'client']),
  notes: vine.array(vine.string().uuid()).minLength(1).maxLength(100_000),
})
