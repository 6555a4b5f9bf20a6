import type { I18n } from '@adonisjs/i18n'
import { positionInMonth, type Rule, weekdaysOf } from './recurrence.js'
import type { WallTime } from '#calendar/wall_time'

/** A Monday, from which the names of weekdays are counted. */
const MONDAY_MS = Date.UTC(2024, 0, 1)
const DAY_MS = 864e5

/** A rule as people say it: “every second Tuesday until 3 March 2027”. */
export function ruleWords(i18n: I18n, wall: WallTime, rule: Rule): string {
  const words = i18n.t(`recurrences.rule.${kindOf(rule)}`, {
    every: rule.every,
    days: days(i18n.locale, weekdaysOf(wall, rule)),
    day: Number(wall.slice(8, 10)),
    position: String(positionInMonth(wall)),
    weekday: weekday(i18n.locale, wall),
  })
  if (rule.count) return i18n.t('recurrences.rule.count', { rule: words, count: rule.count })
  const date = dateWords(i18n.locale, Date.parse(rule.until!))
  return i18n.t('recurrences.rule.until', { rule: words, date })
}

function kindOf({ unit, monthlyBy = 'date' }: Rule) {
  return unit === 'month' ? `month_${monthlyBy}` : unit
}

function days(locale: string, weekdays: readonly number[]) {
  const names = weekdays.map((day) => weekdayName(locale, MONDAY_MS + (day - 1) * DAY_MS))
  return new Intl.ListFormat(locale).format(names)
}

function weekday(locale: string, wall: WallTime) {
  return weekdayName(locale, Date.parse(wall.slice(0, 10)))
}

function weekdayName(locale: string, moment: number) {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(moment)
}

function dateWords(locale: string, moment: number) {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(moment)
}
