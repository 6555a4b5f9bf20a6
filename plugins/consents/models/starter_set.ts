import { readFileSync } from 'node:fs'
import type { Locale } from '#config/i18n'
import type { Actor } from '#audit/actor'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import Statement, { type Wording } from './statement.js'
import { TEXT_FIELDS, type TextFields } from './document.js'

export const COUNTRIES = ['dk', 'no', 'eu'] as const
export type Country = (typeof COUNTRIES)[number]

export const PURPOSES = ['records', 'contact', 'sharing', 'marketing', 'photos'] as const
export type Purpose = (typeof PURPOSES)[number]

export function isPurpose(key: string | null): key is Purpose {
  return PURPOSES.some((purpose) => purpose === key)
}

type Starters = Record<'doctor' | 'authority' | 'advertising', Record<Country, string>> & {
  contact: string
  statements: Record<Purpose, TextFields>
}

/** Only what the clinic keeps about a client at all is needed from everybody. */
const REQUIRED: Purpose[] = ['records']

/**
 * Drafts for a clinic to begin with, in the law of its country. What only the clinic knows stands in `[[ … ]]`,
 * and nothing is published before somebody has filled it in.
 */
export class StarterSet {
  constructor(
    private country: Country,
    private locales: Locale[]
  ) {}

  /** Adds the drafts that the clinic does not have yet. Returns how many that were. */
  async add({ by }: { by: Actor }) {
    return transaction(async () => {
      const known = await Statement.query().whereIn('key', [...PURPOSES])
      const keys = known.map(({ key }) => key)
      const missing = PURPOSES.filter((purpose) => !keys.includes(purpose))
      for (const purpose of missing)
        await Statement.begin({
          key: purpose,
          required: REQUIRED.includes(purpose),
          wording: this.wording(purpose),
          by,
        })
      return missing.length
    })
  }

  wording(purpose: Purpose): Wording {
    return Object.fromEntries(this.locales.map((locale) => [locale, this.text(purpose, locale)]))
  }

  private text(purpose: Purpose, locale: Locale): TextFields {
    const starters = read(locale)
    const words: Record<string, string> = {
      contact: clinicSettings.read().privacyContact ?? starters.contact,
      doctor: starters.doctor[this.country],
      authority: starters.authority[this.country],
      advertising: starters.advertising[this.country],
    }
    const filled = TEXT_FIELDS.map((name) => [
      name,
      starters.statements[purpose][name].replace(/\{(\w+)\}/g, (_, word) => words[word]),
    ])
    return Object.fromEntries(filled)
  }
}

function read(locale: Locale): Starters {
  return JSON.parse(readFileSync(new URL(`../starters/${locale}.json`, import.meta.url), 'utf8'))
}
