import { createHash } from 'node:crypto'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import { BookingTextSchema } from '../schema.js'

export const TEXT_KINDS = ['terms', 'privacy'] as const
export type TextKind = (typeof TEXT_KINDS)[number]
export type Texts = Record<TextKind, Text>

type Publishing = { kind: TextKind; locale: string; body: string; by: Actor }

/** One version of what visitors accept when they book, in one language. It is never changed. */
export default class Text extends BookingTextSchema {
  static table = 'booking_texts'

  declare kind: TextKind

  /** The words that hold now, in this language or else the clinic's. Null as long as one of the two is missing. */
  static async current(locale: string): Promise<Texts | null> {
    const newest = await this.query().orderBy('number', 'desc')
    const inOrder = [locale, clinicSettings.read().locale]
    const find = (kind: TextKind) => {
      const own = newest.filter((text) => text.kind === kind)
      const inLocale = inOrder.map((each) => own.find((text) => text.locale === each))
      return inLocale.find(Boolean) ?? own[0]
    }
    const [terms, privacy] = [find('terms'), find('privacy')]
    return terms && privacy ? { terms, privacy } : null
  }

  /** The versions that somebody has accepted. */
  static async accepted(ids: Record<TextKind, string>): Promise<Texts> {
    return {
      terms: await this.findOrFail(ids.terms),
      privacy: await this.findOrFail(ids.privacy),
    }
  }

  static newest(kind: TextKind, locale: string) {
    return this.query().where({ kind, locale }).orderBy('number', 'desc').first()
  }

  /** Publishes new words as the next version. The same words again are no new version. */
  static async publish({ kind, locale, body, by }: Publishing) {
    return transaction(async () => {
      const last = await this.newest(kind, locale)
      const hash = hashOf({ kind, locale, body })
      if (last?.hash === hash) return last
      const number = (last?.number ?? 0) + 1
      const createdBy = by.member?.id ?? null
      const text = await this.create({ kind, locale, number, body, hash, createdBy })
      const subject = { type: 'booking_text', id: text.id }
      await record({
        action: 'booking.text_published',
        by,
        subject,
        details: { kind, locale, number },
      })
      return text
    })
  }
}

/** SHA-256 over everything that a visitor is shown, so that a page knows which words were on it. */
function hashOf({ kind, locale, body }: Pick<Publishing, 'kind' | 'locale' | 'body'>) {
  return createHash('sha256').update(`${kind}\n${locale}\n${body}`).digest('hex')
}
