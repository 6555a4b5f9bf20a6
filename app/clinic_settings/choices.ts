import { LOCALES } from '#config/i18n'
import { countries as allCountries, countryOfZone } from '#clinics/country'

const OWN_NAMES = { en: 'English', da: 'Dansk', nb: 'Norsk bokmål' }

/** What can be chosen for a clinic, with names in the language of the page. */
export function clinicChoices(locale: string) {
  const currencies = new Intl.DisplayNames(locale, { type: 'currency' })
  return {
    locales: languageChoices(),
    timeZones: Intl.supportedValuesOf('timeZone').map((value) => ({
      value,
      label: value.replaceAll('_', ' '),
    })),
    currencies: Intl.supportedValuesOf('currency').map((value) => ({
      value,
      label: `${value} · ${currencies.of(value)}`,
    })),
  }
}

/** Countries by their names, and the one that follows from the clinic's zone. */
export function countryChoices(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const countries = allCountries().map((value) => ({ value, label: names.of(value)! }))
  return {
    countries: countries.toSorted((one, other) => one.label.localeCompare(other.label, locale)),
    countryOfZone: names.of(countryOfZone())!,
  }
}

/** The languages, each by its own name. */
export function languageChoices() {
  return LOCALES.map((value) => ({ value, label: OWN_NAMES[value] }))
}

const CURRENCIES: Record<string, string> = {
  'Europe/Copenhagen': 'DKK',
  'Europe/Oslo': 'NOK',
  'Europe/Stockholm': 'SEK',
  'Europe/London': 'GBP',
}

/**
 * What a new clinic most likely wants: the zone of the machine, and the currency of its zone's country. A
 * machine that keeps to no place leaves it to the language of whoever sets it up.
 */
export function suggestedChoices(locale: string) {
  const machine = Intl.DateTimeFormat().resolvedOptions().timeZone
  const isPlaceless = machine === 'UTC' || machine.startsWith('Etc/')
  const ofLanguage = locale === 'nb' ? 'Europe/Oslo' : 'Europe/Copenhagen'
  const timeZone = isPlaceless ? ofLanguage : machine
  return { timeZone, currency: CURRENCIES[timeZone] ?? 'EUR' }
}
