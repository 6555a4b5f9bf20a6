import type { I18n } from '@adonisjs/i18n'

type Page = { i18n: I18n }

const UNITS = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const

/** A length of time in its largest whole unit: “15 minutes”, “24 hours”, “7 days”. A global of the views. */
export function duration(this: Page, minutes: number) {
  const isWhole = ([unit, size]: (typeof UNITS)[number]) =>
    minutes % size === 0 && minutes / size >= (unit === 'day' ? 2 : 1)
  const [unit, size] = UNITS.find(isWhole) ?? UNITS[2]
  const format = new Intl.NumberFormat(this.i18n.locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  })
  return format.format(minutes / size)
}
