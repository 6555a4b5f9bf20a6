import type { I18n } from '@adonisjs/i18n'
import { decimalsOf } from '#clinics/money'

type Page = { i18n: I18n; clinicSettings: { currency: string } | null }

/** An amount of the clinic's money, from its smallest unit: “450 kr.”. A global of the views. */
export function money(this: Page, amount: number) {
  const currency = this.clinicSettings?.currency ?? 'EUR'
  return this.i18n.formatCurrency(amount / 10 ** decimalsOf(currency), {
    currency,
    // TypeScript's list of options is older than this one.
    ...{ trailingZeroDisplay: 'stripIfInteger' },
  })
}

/** The same without the currency, as it stands in a field to be typed over. */
export function typedMoney(this: Page, amount: number | null) {
  const decimals = decimalsOf(this.clinicSettings?.currency ?? 'EUR')
  return typedDecimal.call(this, amount, decimals)
}

/** A number that is stored as whole hundredths, thousandths …, as it is typed: 2550 with two decimals is “25,5”. */
export function typedDecimal(this: Page, stored: number | null, decimals: number) {
  if (stored === null || stored === undefined) return null
  const value = stored / 10 ** decimals
  const minimumFractionDigits = Number.isInteger(value) ? 0 : decimals
  return this.i18n.formatNumber(value, {
    minimumFractionDigits,
    maximumFractionDigits: decimals,
    useGrouping: false,
  })
}
