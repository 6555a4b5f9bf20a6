import i18nManager from '@adonisjs/i18n/services/main'
import { LOCALES } from '#config/i18n'

/** Where the words of messages are, in the core and in plugins: `mails.…`, `booking.mails.…`, `reminders.words.…`. */
const OF_MESSAGES = /(^|\.)(mails|member_mails|words)\./
const WORD = /\p{L}+/gu

let known: Set<string> | null = null

/**
 * Whether what a clinic calls a service is made of words that our own neutral messages are made of: “Appointment”, “Time”.
 * Such a name tells nothing that they do not, and to look for it would hold back every message.
 */
export function tellsNothing(name: string): boolean {
  known ??= new Set(LOCALES.flatMap(wordsOfMessages))
  return (name.toLowerCase().match(WORD) ?? []).every((word) => known!.has(word))
}

function wordsOfMessages(locale: string) {
  const translations = Object.entries(i18nManager.getTranslationsFor(locale))
  const ours = translations.filter(([key]) => OF_MESSAGES.test(key))
  return ours.flatMap(([, words]) => words.toLowerCase().match(WORD) ?? [])
}
