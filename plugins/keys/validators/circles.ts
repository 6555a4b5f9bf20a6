import vine from '@vinejs/vine'

const keyId = () => vine.string().regex(/^[\w-]{43}$/)

/** What a browser asks for: of one client (or `clinic`), or as the clinic's recovery key. */
export const circlesValidator = vine.create({
  client: vine.string().maxLength(36).optional(),
  recovery: keyId().optional(),
})

/** A signed list and what is wrapped with it; what they say is looked at after the signature. */
const step = () => ({
  list: vine.string().maxLength(16_000),
  wraps: vine
    .array(
      vine.object({
        version: vine.number().withoutDecimals().min(1),
        key: keyId(),
        wrap: vine.string().maxLength(2000),
      })
    )
    .maxLength(5000),
})

/** The first of a circle, perhaps beside another one. */
export const firstListValidator = vine.create({ ...step(), like: vine.string().uuid().optional() })

/** The next ones of several circles. */
export const listsValidator = vine.create({
  steps: vine
    .array(vine.object({ circle: vine.string().maxLength(36), ...step() }))
    .minLength(1)
    .maxLength(100),
})

/**
 * Envelopes that were sealed anew; what they are is looked at one by one. And of which circles more is to be handed out,
 * and how many at the most.
 */
export const sealedAnewValidator = vine.create({
  next: vine.object({
    circles: vine.array(vine.string().uuid()).maxLength(20),
    most: vine.number().withoutDecimals().range([1, 1000]),
  }),
  envelopes: vine
    .array(
      vine.object({
        kind: vine.string().maxLength(100),
        id: vine.string().uuid(),
        version: vine.number().withoutDecimals().min(1),
        header: vine.string().maxLength(1000),
        length: vine.number().withoutDecimals().min(0),
      })
    )
    .maxLength(1000),
})

/** Envelopes that did not open. */
export const placesValidator = vine.create({
  ids: vine.array(vine.string().uuid()).maxLength(50),
})
