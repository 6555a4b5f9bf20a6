import type { I18n } from '@adonisjs/i18n'
import { readSpans, type SpanProblem, type TypedRow } from '#calendar/hours/typed_spans'
import { refuseAll } from '#validators/refuse'
import { hoursText } from './week_summary.js'

/**
 * The spans of several days as they were typed, by the path of each in the form.
 *
 * @throws the form's own errors: a sentence beside each field that is wrong
 */
export function spansOrRefuse<Path extends string>(days: Record<Path, TypedRow[]>, i18n: I18n) {
  const paths = Object.keys(days) as Path[]
  const read = paths.map((path) => ({ path, ...readSpans(days[path]) }))
  const refusals = read.flatMap(({ path, problems }) =>
    problems.map((problem) => ({
      field: `${path}.${problem.row}.${problem.field}`,
      message: sentence(problem, i18n),
    }))
  )
  if (refusals.length) refuseAll(refusals)
  return Object.fromEntries(read.map(({ path, spans }) => [path, spans])) as Record<
    Path,
    ReturnType<typeof readSpans>['spans']
  >
}

function sentence(found: SpanProblem, i18n: I18n) {
  if (found.problem !== 'overlaps') return i18n.t(`hours.problems.${found.problem}`)
  return i18n.t('hours.problems.overlaps', { other: hoursText.call({ i18n }, found.other) })
}
