import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'

type Page = { i18n: I18n; clinicSettings: { timeZone: string } | null }

/** A moment as people of the clinic read it: in their language, in the clinic's time zone. A global of the views. */
export function dateTime(this: Page, moment: DateTime, options: Intl.DateTimeFormatOptions = {}) {
  return this.i18n.formatDate(moment.toJSDate(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: this.clinicSettings?.timeZone ?? 'UTC',
    ...options,
  })
}
