import type { CountryCode } from 'libphonenumber-js'
import { phoneRules } from './phone_rules.js'
import { clinicSettings } from './settings.js'

/** All countries, by their two letters: ISO 3166-1. */
export function countries(): CountryCode[] {
  return phoneRules().getCountries()
}

/**
 * In which country the clinic at hand is, as it says itself or else as its time zone does: phone numbers and national
 * ids without a prefix are of that country, and its holidays are offered.
 */
export function clinicCountry(): CountryCode {
  return (clinicSettings.read().country as CountryCode | undefined) ?? countryOfZone()
}

/** The country of the clinic's time zone. */
export function countryOfZone(): CountryCode {
  const { timeZone } = clinicSettings.read()
  return (byZone ??= countriesByZone()).get(timeZone) ?? 'DK'
}

let byZone: Map<string, CountryCode> | null = null

/** A time zone belongs to one country, and a clinic has already said which zone it is in. */
function countriesByZone() {
  const pairs = countries().flatMap((country) =>
    zonesOf(country).map((zone) => [zone, country] as const)
  )
  return new Map(pairs)
}

function zonesOf(country: CountryCode): string[] {
  const locale = new Intl.Locale('und', { region: country }) as Intl.Locale & {
    getTimeZones?: () => string[] | undefined
  }
  return locale.getTimeZones?.() ?? []
}
