import vine from '@vinejs/vine'
import { isoDate, isoWall } from '#calendar/pages/calendar_choice'
import { MARKS } from '#calendar/appointment_status'
import { LONGEST_MINUTES, SHORTEST_MINUTES } from '#calendar/plan'
import { ATTENDANCE_MARKS } from '#models/attendance'
import { clientFields } from './client.js'
import { onTaken, repeat, scope } from './recurrence.js'

const DAY_MS = 86_400_000
/** A view shows six weeks at most. */
const LONGEST_MS = 62 * DAY_MS
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

const date = vine.createRule((value, _, field) => {
  if (!isoDate(value)) field.report('The {{ field }} field must be a date', 'date', field)
})

const soonAfter = vine.createRule((value, _, field) => {
  const length = Date.parse(String(value)) - Date.parse(String(field.parent.from))
  if (!(length > 0 && length <= LONGEST_MS))
    field.report('The {{ field }} field must come soon after the first date', 'date', field)
})

const wallTime = vine.createRule((value, _, field) => {
  if (!isoWall(value))
    field.report('The {{ field }} field must be a date and a time', 'wallTime', field)
})

/** When clocks go back, what ends after it began may show an earlier time. */
const withinDay = vine.createRule((value, _, field) => {
  const length = Date.parse(`${value}Z`) - Date.parse(`${field.parent.wall}Z`)
  if (!(Math.abs(length) <= DAY_MS))
    field.report('The {{ field }} field must come within a day', 'date', field)
})

/** Dates of the calendar: from the first, up to but not with the last. */
export const rangeValidator = vine.create({
  from: vine.string().use(date()),
  until: vine.string().use(date()).use(soonAfter()),
})

const optionalId = () => vine.string().uuid().nullable().optional()
const text = (length: number) => vine.string().trim().maxLength(length).nullable().optional()
const time = () => vine.string().regex(CLOCK)
const wall = () => vine.string().use(wallTime())
const minutes = () => vine.number().withoutDecimals().range([SHORTEST_MINUTES, LONGEST_MINUTES])

const plan = {
  serviceId: optionalId(),
  memberId: optionalId(),
  roomId: optionalId(),
  date: vine.string().use(date()),
  time: time(),
  /** As long as the service takes, if nobody says otherwise. */
  minutes: minutes().nullable().optional(),
  title: text(120),
  note: text(2000),
  overbook: vine.boolean().parse((value) => value ?? false),
}

const { firstName, lastName, email, phone, birthDate } = clientFields
/** Books in spite of what plugins have against it. */
const despite = vine.boolean().parse((value) => value ?? false)

/** Leaves dates out on which nobody works; of a series that is changed, new ones. */
const onlyOpen = vine.boolean().parse((value) => value ?? false)

/** What the form of a new appointment sends. `key` is the same when the same form is sent twice. */
export const bookingValidator = vine.create({
  ...plan,
  /** An id, or one of these words. */
  client: vine.string().regex(/^(none|new|[\da-f-]{36})$/),
  newClient: vine
    .object({ firstName, lastName, email, phone, birthDate })
    .optional()
    .requiredWhen('client', '=', 'new'),
  /** The clients whom a new one is not, as somebody has seen who sends the form again. */
  seen: vine.array(vine.string().uuid()).optional(),
  despite,
  key: vine.string().uuid().optional(),
  repeat,
  onTaken,
  onlyOpen,
})

/** As much of that form as says when appointments would be. */
export const previewValidator = vine.create({ ...plan, repeat })

/** The form of one that is there. `seen` is its number of changes when the form was opened. */
export const appointmentValidator = vine.create({
  ...{ ...plan, scope, repeat, onTaken, onlyOpen },
  seen: vine.number().optional(),
})

/** As much of that form as says what would become of a series. */
export const changePreviewValidator = vine.create({ ...plan, scope, repeat })

/** Where somebody has dragged an appointment. What is not named stays. */
export const moveValidator = vine.create({
  wall: wall(),
  minutes: minutes().optional(),
  /** What the clock shows when it ends: the server knows how long that is in the nights in which clocks change. */
  end: wall().use(withinDay()).optional(),
  memberId: optionalId(),
  roomId: optionalId(),
  ...{ scope, onTaken },
  /** Its number of changes in the calendar in which it was dragged. */
  seen: vine.number().optional(),
  /** Moves appointments of a series to times in which nobody works, which somebody has been told and means. */
  despiteClosed: vine.boolean().optional(),
})

export const markValidator = vine.create({ status: vine.enum(MARKS) })

export const cancellationValidator = vine.create({ reason: text(500), scope })

export const seatValidator = vine.create({
  client: vine.string().uuid(),
  despite,
  overbook: vine.boolean().parse((value) => value ?? false),
})

export const attendanceValidator = vine.create({ status: vine.enum(ATTENDANCE_MARKS) })
