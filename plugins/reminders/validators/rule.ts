import vine from '@vinejs/vine'
import { LOCALES } from '#config/i18n'
import { CHANNELS } from '../models/channel.js'
import { UNITS } from '../models/rule.js'
import { unknownGaps } from '../models/wording.js'

const MOST_HOURS = 24 * 60

const gaps = vine.createRule((value, _, field) => {
  const unknown = unknownGaps(String(value))
  if (unknown.length)
    field.report('The {{ field }} field has unknown gaps', 'reminders_gaps', field, {
      gaps: unknown.map((name) => `{${name}}`).join(', '),
    })
})

export const ruleValidator = vine.create({
  channel: vine.enum(CHANNELS),
  amount: vine.number().withoutDecimals().range([1, MOST_HOURS]),
  unit: vine.enum(UNITS),
  clock: vine
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .optional()
    .requiredWhen('unit', '=', 'days'),
  forAllServices: vine.boolean().parse((value) => value ?? false),
  services: vine
    .array(vine.string().uuid())
    .distinct()
    .maxLength(500)
    .minLength(1)
    .optional()
    .requiredWhen(({ data }) => !isTicked(data.forAllServices)),
})

/** A browser sends nothing for a switch that is off. */
function isTicked(value: unknown) {
  return value === '1' || value === 1 || value === true || value === 'true' || value === 'on'
}

const locale = vine.enum(LOCALES)
const words = (maxLength: number) =>
  vine.string().trim().minLength(1).maxLength(maxLength).use(gaps())

export const localeValidator = vine.create({ locale })
export const mailTextValidator = vine.create({ locale, subject: words(150), body: words(5_000) })
export const smsTextValidator = vine.create({ locale, body: words(800) })
