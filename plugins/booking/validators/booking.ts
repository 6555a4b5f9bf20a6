import vine from '@vinejs/vine'
import { calendarDate } from '#validators/calendar_date'
import { clientFields } from '#validators/client'

const name = () => vine.string().trim().minLength(1).maxLength(100)

/** A time that somebody has chosen: whole minutes since 1970 in UTC, and with whom. */
export const choiceValidator = vine.create({
  start: vine.number().withoutDecimals().positive(),
  with: vine.string().uuid().nullable().optional(),
  /** The time that the visitor holds so far, by its token. */
  instead: vine.string().maxLength(100).nullable().optional(),
})

/** What a visitor types to book. A box that is not ticked sends nothing. */
const visitorFields = {
  firstName: name(),
  lastName: name(),
  email: vine.string().trim().toLowerCase().email().maxLength(254),
  phone: clientFields.phone,
  terms: vine.accepted(),
  privacy: vine.accepted(),
  marketing: vine.boolean().parse((value) => value ?? false),
  termsHash: vine.string().fixedLength(64),
  privacyHash: vine.string().fixedLength(64),
  proof: vine.string().maxLength(5000).nullable().optional(),
}
export const visitorValidator = vine.create(visitorFields)

const date = () => vine.string().use(calendarDate())

export const waitingValidator = vine.create({
  ...visitorFields,
  from: date(),
  until: date(),
})

export const wordingValidator = vine.create({
  body: vine.string().trim().minLength(20).maxLength(50_000),
})

export const reasonValidator = vine.create({
  reason: vine.string().trim().maxLength(500).nullable().optional(),
})

export const restrictionsValidator = vine.create({
  services: vine.array(vine.string().uuid()).parse((value) => value ?? []),
})
