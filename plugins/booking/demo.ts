import i18nManager from '@adonisjs/i18n/services/main'
import type { Actor } from '#audit/actor'
import { currentClinic } from '#clinics/clinic_in_hand'
import { LOCALES } from '#config/i18n'
import Text, { TEXT_KINDS } from './models/text.js'

/** The texts that visitors accept, in all languages: with them and a mail server the page is open. */
export async function demo({ by }: { by: Actor }) {
  for (const kind of TEXT_KINDS)
    for (const locale of LOCALES) {
      const body = i18nManager
        .locale(locale)
        .t(`booking.starters.${kind}`, { clinic: currentClinic().name })
      await Text.publish({ kind, locale, body, by })
    }
}
