import vine from '@vinejs/vine'
import { LOCALES } from '#config/i18n'
import { defineSettings } from '#clinics/stored_settings'

/** What a clinic says of itself, on every page and in every mail. Its name stands in the server database. */
export const clinicSettings = defineSettings(
  'clinic',
  vine.create({
    address: vine.string().maxLength(500).optional(),
    locale: vine.enum(LOCALES),
    timeZone: vine.string().in(Intl.supportedValuesOf('timeZone')),
    /** Where the time zone does not say it right: ISO 3166-1. The form knows which there are. */
    country: vine.string().fixedLength(2).optional(),
    currency: vine.string().in(Intl.supportedValuesOf('currency')),
    privacyContact: vine.string().maxLength(300).optional(),
    /** The name of the picture in the clinic's folder. */
    logo: vine.string().optional(),
  }),
  { locale: 'en', timeZone: 'Europe/Copenhagen', currency: 'DKK' }
)
