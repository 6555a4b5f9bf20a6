import { clinicCountry } from '#clinics/country'
import { phoneRules } from '#clinics/phone_rules'

/**
 * A phone number in E.164 (`+4512345678`), however it was written; without a prefix it is one of
 * the clinic's country.
 *
 * @returns null when nobody could be called there
 */
export function normalPhone(text: string): string | null {
  const number = phoneRules().parsePhoneNumberFromString(text, clinicCountry())
  return number?.isPossible() ? number.number : null
}

/**
 * A phone number as people write it: spaced, with its prefix only where it is not of the clinic's
 * country. One that nobody has is left as it was typed.
 */
export function readablePhone(text: string): string {
  const number = phoneRules().parsePhoneNumberFromString(text, clinicCountry())
  if (!number?.isValid()) return text
  return number.country === clinicCountry() ? number.formatNational() : number.formatInternational()
}
