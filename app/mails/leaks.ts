import { LOCALES } from '#config/i18n'
import { clinicalWordsIn } from './clinical_words.js'

/** Of whom and what a message must not tell. */
export type Secrets = {
  /** Names of the person, as they are kept. */
  names: readonly (string | null)[]
  /** ISO 8601. */
  birthDate: string | null
  /** What the clinic calls what it offers. */
  services: readonly string[]
}

const DATE_STYLES = ['short', 'medium', 'long', 'full'] as const
/** What else may fill a gap names a person, a service, a place, or the clinic. */
const TELL_NOTHING = new Set(['{date}', '{time}', '{change}'])
/** Where a month or a day of the week is also a name, a date would tell nothing of her. */
const CALENDAR_WORDS = new Set(LOCALES.flatMap(calendarWords))

/**
 * What in a text tells who somebody is or what for, as it stands there.
 *
 * Names count as names where they are written as names: “Will” tells, “will” does not.
 *
 * @param known names that are no client's secret: that of the clinic, which may say what the clinic does
 */
export function leaksIn(
  text: string,
  { names, birthDate, services }: Secrets,
  known: readonly string[]
): string[] {
  const open = known.reduce((rest, name) => rest.replaceAll(name, ' '), text)
  const found = [
    ...namesIn(open, names),
    ...phrasesIn(open, birthDate ? datesAs(birthDate) : []),
    ...phrasesIn(open, services),
    ...clinicalWordsIn(open),
  ]
  return [...new Set(found)]
}

/** The gaps of a text that something telling would fill: all but those for the time. */
export function tellingGaps(text: string): string[] {
  const gaps = [...new Set(text.match(/\{\w+\}/g))]
  return gaps.filter((gap) => !TELL_NOTHING.has(gap))
}

function namesIn(text: string, names: Secrets['names']) {
  const parts = names.flatMap((name) => name?.split(/[\s-]+/) ?? [])
  const telling = parts.filter((part) => part.length > 1 && !CALENDAR_WORDS.has(part.toLowerCase()))
  return telling.flatMap((part) => {
    const spellings = [part, part[0].toUpperCase() + part.slice(1), part.toUpperCase()]
    return wholeWords(text, spellings, 'gu')
  })
}

function phrasesIn(text: string, phrases: readonly string[]) {
  return wholeWords(text, phrases.map((phrase) => phrase.trim()).filter(Boolean), 'giu')
}

function wholeWords(text: string, words: readonly string[], flags: string): string[] {
  if (!words.length) return []
  const any = words.map(escaped).join('|')
  return text.match(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, flags)) ?? []
}

/** A date as people and programs write it, in the languages that we have. */
function datesAs(iso: string) {
  const date = new Date(`${iso}T00:00:00Z`)
  const [year, month, day] = iso.split('-')
  const written = LOCALES.flatMap((locale) =>
    DATE_STYLES.map((dateStyle) => date.toLocaleDateString(locale, { dateStyle, timeZone: 'UTC' }))
  )
  const orders = ['.', '/', '-', ''].flatMap((mark) => [
    [day, month, year].join(mark),
    [day, month, year.slice(2)].join(mark),
    [year, month, day].join(mark),
    [Number(day), Number(month), year].join(mark || '.'),
  ])
  return [...new Set([...written, ...orders])]
}

function calendarWords(locale: string) {
  const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, month + 1)))
  return days.flatMap((date) =>
    (['long', 'short'] as const).flatMap((style) => [
      date.toLocaleDateString(locale, { month: style, timeZone: 'UTC' }).toLowerCase(),
      date.toLocaleDateString(locale, { weekday: style, timeZone: 'UTC' }).toLowerCase(),
    ])
  )
}

function escaped(text: string) {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
