import vine from '@vinejs/vine'

const optional = (maxLength: number) =>
  vine
    .string()
    .parse((value) => value ?? null)
    .maxLength(maxLength)
    .nullable()

export const locationValidator = vine.create({
  name: vine.string().maxLength(120),
  street: optional(200),
  postalCode: optional(20),
  city: optional(100),
})

/** `meta.locationIds`: where a room may be. */
export const roomValidator = vine.withMetaData<{ locationIds: string[] }>().create({
  name: vine.string().maxLength(120),
  locationId: vine
    .string()
    .parse((value) => value ?? null)
    .in((field) => field.meta.locationIds)
    .nullable(),
})
