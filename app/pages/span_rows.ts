import { clockTime } from '#calendar/clock_time'
import type { TypedRow } from '#calendar/hours/typed_spans'
import type { WorkingSpan } from '#calendar/hours/working_days'

const LEAST_ROWS = 2
const EMPTY: TypedRow = { starts: null, ends: null, locationId: null }

/** The rows that a form shows for one day: what is stored, or after a mistake what was typed, and an empty one for more. */
export function spanRows(spans: readonly WorkingSpan[], typed?: object): TypedRow[] {
  const rows = typed ? (Object.values(typed) as TypedRow[]).filter(isFilled) : spans.map(asTyped)
  const empty = Math.max(1, LEAST_ROWS - rows.length)
  return [...rows, ...Array.from({ length: empty }, () => EMPTY)]
}

/** After a mistake the rows keep their numbers, because the sentences are beside them. */
function isFilled({ starts, ends }: TypedRow, index: number, rows: TypedRow[]) {
  return Boolean(starts || ends) || rows.slice(index).some((row) => row.starts || row.ends)
}

function asTyped({ starts, ends, locationId }: WorkingSpan): TypedRow {
  return { starts: clockTime(starts), ends: clockTime(ends), locationId }
}
