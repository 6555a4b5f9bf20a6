import { type CountryCode, getCountries } from 'libphonenumber-js'
import { clinicSettings } from './settings.js'

/** In which country the clinic at hand is: phone numbers and national ids without a prefix are of that country. */
export function clinicCountry(): CountryCode {
  const { timeZone } = clinicSettings.read()
  return (countries ??= countriesByZone()).get(timeZone) ?? 'DK'
}

let countries: Map<string, CountryCode> | null = null

/** A time zone belongs to one country, and a clinic has already said which zone it is in. */
function countriesByZone() {
  const pairs = getCountries().flatMap((country) =>
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
