import { clinicSettings } from './settings.js'

/** How many decimals a currency has (ISO 4217): two for DKK, none for JPY. */
export function decimalsOf(currency: string) {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** How many decimals the clinic's currency has: 2 for DKK, 0 for ISK. */
export function clinicDecimals() {
  return decimalsOf(clinicSettings.read().currency)
}

/**
 * A number as people type it, in whole smallest units: `1.250,50`, `1 250.5` and `1250,5` are all 125050 when
 * there are two decimals. The last comma or point is the decimal one if no more digits follow it than there are
 * decimals; the others part thousands.
 *
 * @returns null when it is no such number
 */
export function parseDecimal(typed: string, decimals: number): number | null {
  const text = typed.replaceAll(/[\s’']/g, '').replace(/[.,][-–]$/, '')
  const fraction = /[.,](\d+)$/.exec(text)?.[1] ?? ''
  const isFraction = fraction.length > 0 && fraction.length <= decimals
  const whole = isFraction ? text.slice(0, -fraction.length - 1) : text
  if (!/^(\d+|\d{1,3}([.,]\d{3})+)$/.test(whole)) return null
  const rest = isFraction ? fraction : ''
  return Number(whole.replaceAll(/\D/g, '') + rest.padEnd(decimals, '0'))
}
