import formatters from '@poppinss/intl-formatter'
import { IntlMessageFormat } from 'intl-messageformat'
import type { TranslationsFormatterContract } from '@adonisjs/i18n/types'

const INTL = {
  getNumberFormat: formatters.number,
  getDateTimeFormat: formatters.date,
  getPluralRules: formatters.plural,
} as ConstructorParameters<typeof IntlMessageFormat>[3] extends { formatters?: infer F } ? F : never

/**
 * ICU messages, each parsed once. The formatter that comes with @adonisjs/i18n parses on every
 * call, which cost a page with fifty sentences more than its queries. Most sentences have no
 * argument at all and are handed back as they are.
 */
export class MessageFormatter implements TranslationsFormatterContract {
  readonly name = 'icu'
  private parsed = new Map<string, Map<string, IntlMessageFormat | string>>()

  format(message: string, locale: string, data?: Record<string, unknown>): string {
    const format = this.parse(message, locale)
    return typeof format === 'string' ? format : String(format.format<unknown>(data))
  }

  private parse(message: string, locale: string) {
    let known = this.parsed.get(locale)
    if (!known) this.parsed.set(locale, (known = new Map()))
    let format = known.get(message)
    if (format === undefined) {
      format = hasSyntax(message)
        ? new IntlMessageFormat(message, locale, undefined, { formatters: INTL, ignoreTag: true })
        : message
      known.set(message, format)
    }
    return format
  }
}

/** Whether ICU would read anything but plain text: an argument, or a doubled apostrophe. */
function hasSyntax(message: string) {
  return message.includes('{') || message.includes('}') || message.includes("''")
}
