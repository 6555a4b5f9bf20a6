import type { I18n } from '@adonisjs/i18n'
import type { Problem } from './problem.js'

/** Each problem as a sentence that says what to do, in the language of the member. */
export function problemsInWords(problems: Problem[], i18n: I18n): string[] {
  return problems.map(({ code, field, cell }) =>
    i18n.t(`imports.problems.${code}`, {
      field: field ? i18n.t(`imports.fields.${field}`) : '',
      cell: cell ?? '',
    })
  )
}
