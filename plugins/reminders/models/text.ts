import type { Locale } from '#config/i18n'
import { RemindersTextSchema } from '../schema.js'

/** What a message says, with gaps such as `{date}`. An SMS has no subject. */
export type Words = { subject: string | null; body: string }

/** A rule's message in one language, in the clinic's own words. */
export default class Text extends RemindersTextSchema {
  static table = 'reminders_texts'

  declare locale: Locale
}
