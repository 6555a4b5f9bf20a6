import vine from '@vinejs/vine'
import { LOCALES } from '#config/i18n'
import { countries } from '#clinics/country'
import { newPassword } from './password.js'

const TIME_ZONES = Intl.supportedValuesOf('timeZone')
const CURRENCIES = Intl.supportedValuesOf('currency')

const clinicFields = {
  name: vine.string().minLength(2).maxLength(120),
  locale: vine.enum(LOCALES),
  timeZone: vine.string().in(TIME_ZONES),
  currency: vine.string().in(CURRENCIES),
}

export const setupValidator = vine.create({
  ...clinicFields,
  code: vine.string().maxLength(40),
  ownerName: vine.string().minLength(2).maxLength(120),
  ownerEmail: vine.string().email().maxLength(254),
  password: newPassword(),
})

export const clinicSettingsValidator = vine.create({
  ...clinicFields,
  country: vine.string().in(countries()).nullable().optional(),
  address: vine.string().maxLength(500).nullable().optional(),
  privacyContact: vine.string().maxLength(300).nullable().optional(),
  hosts: vine.string().maxLength(2000).nullable().optional(),
  logo: vine.file({ size: '1mb', extnames: ['png', 'jpg', 'jpeg', 'webp'] }).optional(),
  removeLogo: vine.boolean().optional(),
})
