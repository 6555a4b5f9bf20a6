import vine from '@vinejs/vine'
import { WEEKDAYS, type Weekday } from '#calendar/hours/working_weeks'
import { TIME_OFF_KINDS } from '#models/time_off'
import { calendarDate, clockTime } from './calendar_date.js'

type Meta = { locationIds: string[] }

const MOST_SPANS = 12
const orNull = (value: unknown) => value ?? null

const clock = () => vine.string().parse(orNull).use(clockTime()).nullable()
const date = () => vine.string().use(calendarDate())
const optionalDate = () => vine.string().parse(orNull).use(calendarDate()).nullable()

/** The rows of one day. `meta.locationIds`: where the clinic works. */
const rows = () =>
  vine
    .array(
      vine.object({
        starts: clock(),
        ends: clock(),
        locationId: vine
          .string()
          .parse(orNull)
          .in((field) => field.meta.locationIds)
          .nullable(),
      })
    )
    .parse((value) => value ?? [])
    .maxLength(MOST_SPANS)

const days = Object.fromEntries(WEEKDAYS.map((day) => [day, rows()])) as Record<
  Weekday,
  ReturnType<typeof rows>
>

/** What was there when the form was opened. */
const seen = () => vine.string().maxLength(100)

/** The week editor. With `copy`, the hours of one day are taken over by others before they are read. */
export const workingWeekValidator = vine.withMetaData<Meta>().create({
  seen: seen(),
  validFrom: optionalDate(),
  validUntil: optionalDate(),
  days: vine.object(days),
  copy: vine.boolean().optional(),
  copyFrom: vine.enum(WEEKDAYS).optional(),
  copyTo: vine.array(vine.enum(WEEKDAYS)).optional(),
})

/** Without any hours, nobody works on that date. */
export const hourExceptionValidator = vine.withMetaData<Meta>().create({
  seen: seen().optional(),
  date: date(),
  spans: rows(),
})

/** Without times it is whole days; without an end, the day of the start. */
export const timeOffValidator = vine.create({
  seen: seen().optional(),
  kind: vine.enum(TIME_OFF_KINDS),
  startDate: date(),
  startTime: clock(),
  endDate: optionalDate(),
  endTime: clock(),
})

/** To remove something that others may have changed. */
export const removalValidator = vine.create({ seen: seen().optional() })
