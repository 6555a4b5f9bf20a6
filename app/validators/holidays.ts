import vine from '@vinejs/vine'
import { calendarDate } from './calendar_date.js'

export const holidayValidator = vine.create({
  name: vine.string().maxLength(120),
  date: vine.string().use(calendarDate()),
  lastDate: vine
    .string()
    .parse((value) => value ?? null)
    .use(calendarDate())
    .nullable(),
})

/** Which holidays are offered: a year, and where the country has regions, one of them. */
export const holidayQuestionValidator = vine.create({
  year: vine.number().withoutDecimals().range([2000, 2099]).optional(),
  region: vine
    .string()
    .regex(/^[\w-]{1,10}$/)
    .optional(),
})

/** Which of them were chosen; with `all`, every public one. */
export const publicHolidaysValidator = vine.create({
  all: vine.boolean().optional(),
  dates: vine
    .array(vine.string().use(calendarDate()))
    .parse((value) => value ?? [])
    .maxLength(100),
})
