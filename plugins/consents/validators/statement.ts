import vine from '@vinejs/vine'
import { LOCALES } from '#config/i18n'
import { COUNTRIES } from '../models/starter_set.js'

const words = (maxLength: number) => vine.string().trim().maxLength(maxLength)

/** What a clinic writes about a purpose in one language. */
const fields = {
  title: words(120),
  purpose: words(1_000),
  body: words(10_000),
  recorded: words(3_000),
  kept: words(1_000),
  rights: words(3_000),
}

const locale = vine.enum(LOCALES)

export const textValidator = vine.create({ locale, ...fields })
export const statementValidator = vine.create({
  locale,
  required: vine.boolean().parse((value) => value ?? false),
  ...fields,
})
export const publicationValidator = vine.create({ change: vine.enum(['asks_again', 'correction']) })
export const starterSetValidator = vine.create({
  country: vine.enum(COUNTRIES),
  locales: vine.array(locale).minLength(1).distinct(),
})
