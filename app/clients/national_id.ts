import encryption from '@adonisjs/core/services/encryption'
import { clinicCountry } from '#clinics/country'

/** The id without what people write between its digits, so that two spellings are one id. */
export function normalNationalId(text: string) {
  return text.replace(/[\s.\-/]/g, '').toUpperCase()
}

/**
 * A keyed hash by which the same id is found again, without anybody with the database being able to
 * read or to guess it.
 */
export function nationalIdIndex(text: string) {
  return encryption.use('data').blindIndex(normalNationalId(text), 'clients.national_id')
}

/**
 * Whether the id looks like one of the clinic's country. Only a hint: there are replacement numbers,
 * and clients from elsewhere.
 */
export function looksLikeNationalId(text: string, country: string = clinicCountry()) {
  const id = normalNationalId(text)
  if (country === 'DK') return isCpr(id)
  if (country === 'NO') return isFodselsnummer(id)
  return true
}

/**
 * Danish CPR: DDMMYY-SSSS. Its control digit is no longer kept since 2007, so only the date is looked
 * at. A replacement number adds 60 to the day.
 */
function isCpr(id: string) {
  return /^\d{10}$/.test(id) && isDayAndMonth(id, 60)
}

/**
 * Norwegian fødselsnummer: DDMMYY, three digits, two control digits (modulus 11). A D number adds 40
 * to the day, a synthetic one 40 or 80 to the month.
 */
function isFodselsnummer(id: string) {
  if (!/^\d{11}$/.test(id)) return false
  const digits = [...id].map(Number)
  const first = controlDigit(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2])
  const second = controlDigit(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
  return isDayAndMonth(id, 40) && digits[9] === first && digits[10] === second
}

function controlDigit(digits: number[], weights: number[]) {
  const sum = weights.reduce((total, weight, index) => total + weight * digits[index], 0)
  return (11 - (sum % 11)) % 11
}

function isDayAndMonth(id: string, addedToDay: number) {
  const day = Number(id.slice(0, 2)) % addedToDay
  const month = Number(id.slice(2, 4)) % 40
  return day >= 1 && day <= 31 && month >= 1 && month <= 12
}
