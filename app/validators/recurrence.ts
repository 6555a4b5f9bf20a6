import vine from '@vinejs/vine'
import { isoDate } from '#calendar/pages/calendar_choice'
import { WHEN_TAKEN } from '#calendar/repeating/each_date'
import { MOST_OCCURRENCES, UNITS } from '#calendar/repeating/recurrence'
import { SCOPES } from '#models/recurrence'

/** Of a field within another the body parser leaves an empty text. */
const orNull = (value: unknown) => (value === '' ? null : value)

const number = (least: number, most: number) =>
  vine.number().parse(orNull).withoutDecimals().range([least, most]).nullable().optional()

const date = vine.createRule((value, _, field) => {
  if (!isoDate(value)) field.report('The {{ field }} field must be a date', 'date', field)
})

const isRepeating = (value: unknown) =>
  UNITS.some((unit) => unit === (value as { unit?: unknown } | undefined)?.unit)

/** How an appointment repeats. Of one that does not, the rest of the form is not looked at: nobody sees it. */
export const repeat = vine.union([
  vine.union.if(
    isRepeating,
    vine.object({
      unit: vine.enum(UNITS),
      every: number(1, 52),
      weekdays: vine.array(vine.number().in([1, 2, 3, 4, 5, 6, 7])).optional(),
      monthlyBy: vine.enum(['date', 'weekday']).optional(),
      ends: vine.enum(['until', 'count']),
      until: vine
        .string()
        .parse(orNull)
        .use(date())
        .nullable()
        .optional()
        .requiredWhen('ends', '=', 'until'),
      count: number(2, MOST_OCCURRENCES).requiredWhen('ends', '=', 'count'),
    })
  ),
  vine.union.else(vine.object({ unit: vine.literal('none') }).optional()),
])

/** What to do about dates that are taken. Whoever may not overbook is refused. */
export const onTaken = vine.enum(WHEN_TAKEN).optional()

/** Of appointments that repeat: this one, or more of them. */
export const scope = vine.enum(['one', ...SCOPES]).optional()
