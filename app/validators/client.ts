import vine from '@vinejs/vine'
import { CHANNELS } from '#clients/columns'
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

const text = (maxLength: number) =>
  vine
    .string()
    .maxLength(maxLength)
    .transform((value) => value.normalize('NFC'))
const optional = (maxLength: number) => text(maxLength).nullable().optional()
const checkbox = () => vine.boolean().parse((value) => value ?? false)

export const clientFields = {
  firstName: text(100),
  lastName: vine
    .string()
    .maxLength(100)
    .parse((value) => value ?? '')
    .transform((value) => value.normalize('NFC')),
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

/** What a client's form may send. A national id is only looked at softly: see app/clients/national_id.ts. */
export const clientValidator = vine.create(clientFields)

function isRealDate(date: string) {
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}
