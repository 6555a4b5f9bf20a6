import vine from '@vinejs/vine'
import { CHANNELS } from '#clients/columns'
import { MERGED_FIELDS } from '#clients/merged_fields'
import { normalPhone } from '#clients/phone'
import { LOCALES } from '#config/i18n'

const OLDEST = 1890

/** A calendar date in the past as ISO 8601, which is also what `<input type="date">` sends. */
const pastDate = vine.createRule((value, _, field) => {
  const date = String(value)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !isRealDate(date))
    return field.report('The {{ field }} field must be a date', 'client_date', field)
  if (date > new Date().toISOString().slice(0, 10) || Number(date.slice(0, 4)) < OLDEST)
    field.report('The {{ field }} field must lie in the past', 'client_past', field)
})

/** A phone number that could be called from the clinic's country. */
const phone = vine.createRule((value, _, field) => {
  if (!normalPhone(String(value)))
    field.report('The {{ field }} field must be a phone number', 'client_phone', field)
})

/** Letters in one spelling: files from a Mac write å as a and a ring. */
const nfc = (value: unknown) => (typeof value === 'string' ? value.normalize('NFC') : value)

const text = (maxLength: number, minLength = 1) =>
  vine.string().minLength(minLength).maxLength(maxLength).parse(nfc)
const optional = (maxLength: number) => text(maxLength).nullable().optional()
const checkbox = () => vine.boolean().parse((value) => value ?? false)

export const clientFields = {
  firstName: text(100),
  lastName: vine
    .string()
    .maxLength(100)
    .parse((value) => nfc(value) ?? ''),
  email: vine.string().email().maxLength(254).toLowerCase().nullable().optional(),
  phone: vine.string().maxLength(40).use(phone()).nullable().optional(),
  birthDate: vine.string().use(pastDate()).nullable().optional(),
  nationalId: optional(30),
  street: optional(200),
  postalCode: optional(20),
  city: optional(100),
  country: vine.string().fixedLength(2).toUpperCase().nullable().optional(),
  locale: vine.enum(LOCALES).nullable().optional(),
  channel: vine.enum(CHANNELS).parse((value) => value ?? 'any'),
  neverCall: checkbox(),
  noVoicemail: checkbox(),
  emailOnly: checkbox(),
  emergencyName: optional(100),
  emergencyPhone: vine.string().maxLength(40).use(phone()).nullable().optional(),
  emergencyRelation: optional(50),
}

/** What a client's form may send. `saveAnyway` answers the doubts of app/clients/doubts.ts. */
export const clientValidator = vine.create({ ...clientFields, saveAnyway: checkbox() })

export const alertValidator = vine.create({ text: text(200, 2) })

export const tagValidator = vine.create({ tag: text(50) })

export const tagNameValidator = vine.create({ name: text(50) })

export const revealValidator = vine.create({ reason: text(200, 3) })

export const mergingValidator = vine.create({
  choices: vine
    .object(Object.fromEntries(MERGED_FIELDS.map((field) => [field, side()])))
    .optional(),
  confirmed: vine.accepted(),
})

export const deletionValidator = vine.create({ confirmation: text(300) })

function side() {
  return vine.enum(['kept', 'merged'] as const).optional()
}

function isRealDate(date: string) {
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}
