import type { I18n } from '@adonisjs/i18n'
import { refuse } from '#validators/refuse'
import Statement from '../models/statement.js'

/** The chosen statements, if all of them can be asked for now; otherwise the form comes back. */
export async function askable(statementIds: string[], i18n: I18n) {
  const found = await Statement.asked().whereIn('id', statementIds)
  if (found.length !== statementIds.length)
    refuse('statements', i18n.t('consents.requests.not_askable'))
  return found.map(({ id }) => id)
}
