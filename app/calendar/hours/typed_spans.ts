import { clockMinutes } from '#calendar/clock_time'
import type { WorkingSpan } from './working_days.js'

/** A row of a form: what two clocks and a choice say. A row without times is an empty row. */
export type TypedRow = { starts: string | null; ends: string | null; locationId: string | null }

/** What is wrong with a row, and beside which of its fields to say so. */
export type SpanProblem = { row: number; field: 'starts' | 'ends' } & (
  { problem: 'missing' | 'backwards' } | { problem: 'overlaps'; other: WorkingSpan }
)

const MIDNIGHT = 24 * 60

/** The spans of one day as they were typed, in order, or what is wrong with them. Midnight is an end, too: 00:00. */
export function readSpans(rows: readonly TypedRow[]) {
  const read = rows
    .map((row, index) => ({ row: index, ...row }))
    .filter(({ starts, ends }) => starts || ends)
  const whole = read
    .filter((each) => each.starts && each.ends)
    .map(timesOf)
    .toSorted(byStart)
  const problems = [
    ...read.flatMap(missing),
    ...whole.flatMap(backwards),
    ...whole.flatMap((each, index) => overlapping(each, whole.slice(0, index))),
  ]
  return { spans: whole.map(({ row, ...span }) => span), problems }
}

type ReadRow = WorkingSpan & { row: number }

function timesOf({ row, starts, ends, locationId }: TypedRow & { row: number }): ReadRow {
  return {
    row,
    starts: clockMinutes(starts!),
    ends: clockMinutes(ends!) || MIDNIGHT,
    locationId,
  }
}

function byStart(a: ReadRow, b: ReadRow) {
  return a.starts - b.starts || a.row - b.row
}

function missing({ row, starts, ends }: TypedRow & { row: number }): SpanProblem[] {
  if (!starts) return [{ row, field: 'starts', problem: 'missing' }]
  return ends ? [] : [{ row, field: 'ends', problem: 'missing' }]
}

function backwards({ row, starts, ends }: ReadRow): SpanProblem[] {
  return ends > starts ? [] : [{ row, field: 'ends', problem: 'backwards' }]
}

function overlapping({ row, starts, ends }: ReadRow, before: readonly ReadRow[]): SpanProblem[] {
  const other = before.find((each) => each.ends > starts && each.starts < ends)
  return other ? [{ row, field: 'starts', problem: 'overlaps', other }] : []
}
