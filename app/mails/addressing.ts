import type { I18n } from '@adonisjs/i18n'
import { currentClinic } from '#clinics/clinic_in_hand'
import { mustBeNeutral } from './sender.js'

/**
 * What every template has in hand to speak of the clinic: by its name, or as “the clinic” where a mail must be neutral.
 * `sentence()` begins with a capital what begins with `clinicName`.
 */
export function addressing(i18n: I18n) {
  const isNeutral = mustBeNeutral()
  return {
    isNeutral,
    clinicName: isNeutral ? i18n.t('mails.the_clinic') : currentClinic().name,
    sentence: (words: string) =>
      isNeutral ? words[0].toLocaleUpperCase(i18n.locale) + words.slice(1) : words,
  }
}
