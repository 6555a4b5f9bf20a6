import { countries as allCountries } from '#clinics/country'
import type { Channel } from '#clients/columns'
import { LOCALES, type Locale } from '#config/i18n'

const YES = words('1 x yes y true on sand ja j sant')
const NO = words('0 no n false off falsk nei nej usann')

const CHANNEL_WORDS: Record<string, Channel> = {
  ...all('any', 'any all alle alt ligegyldigt uansett vilkårlig'),
  ...all('phone', 'phone call telephone telefon opkald ring tlf mobil'),
  ...all('sms', 'sms text tekst tekstbesked tekstmelding besked melding'),
  ...all('email', 'email mail e-mail e-post epost'),
  ...all('post', 'post letter brev'),
}

const LOCALE_WORDS: Record<string, Locale> = {
  ...all('en', 'en english engelsk eng'),
  ...all('da', 'da dk danish dansk dan'),
  ...all('nb', 'nb no nn norwegian norsk bokmål nor nob nynorsk'),
}

/** null when the word means neither. */
export function readYesNo(text: string): boolean | null {
  const word = text.toLowerCase()
  return YES.has(word) ? true : NO.has(word) ? false : null
}

/** How a client wants to be reached, in the words of the three languages; null for anything else. */
export function readChannel(text: string): Channel | null {
  return CHANNEL_WORDS[text.toLowerCase()] ?? null
}

/** A language by its name or its tag: `Norsk`, `nb`, `da-DK`. */
export function readLocale(text: string): Locale | null {
  const word = text.toLowerCase()
  return LOCALE_WORDS[word] ?? LOCALE_WORDS[word.split(/[-_ (]/)[0]] ?? null
}

/** A country's code by that code or by its name in any of our languages: `NO`, `Norge`, `Norway`. */
export function readCountry(text: string): string | null {
  return countries().get(text.toLowerCase()) ?? null
}

let known: Map<string, string> | null = null

function countries() {
  return (known ??= new Map(
    allCountries().flatMap((code) => [
      [code.toLowerCase(), code] as const,
      ...LOCALES.map((locale) => [countryName(code, locale).toLowerCase(), code] as const),
    ])
  ))
}

function countryName(code: string, locale: Locale) {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
}

function words(text: string) {
  return new Set(text.split(' '))
}

function all<Meaning extends string>(meaning: Meaning, text: string) {
  return Object.fromEntries(text.split(' ').map((word) => [word, meaning]))
}
