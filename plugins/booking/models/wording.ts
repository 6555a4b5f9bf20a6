import type { DateTime } from 'luxon'
import i18nManager from '@adonisjs/i18n/services/main'
import { currentClinic } from '#clinics/clinic_in_hand'
import { mustBeNeutral } from '#mails/queue_mail'
import { Formats } from './formats.js'

/** What every mail of the plugin needs to speak of the clinic: by its name, or as “the clinic”. */
export function addressing(locale: string) {
  const isNeutral = mustBeNeutral()
  return {
    isNeutral,
    clinicName: isNeutral
      ? i18nManager.locale(locale).t('booking.mails.the_clinic')
      : currentClinic().name,
    sentence: (words: string) =>
      isNeutral ? words[0].toLocaleUpperCase(locale) + words.slice(1) : words,
  }
}

/** A moment as mails tell it: “Monday … (Central European Time)”. */
export function whenOf(startsAt: DateTime, zone: string, locale: string) {
  return { startsAt, zone, zoneName: Formats.of(locale, zone).zone }
}
