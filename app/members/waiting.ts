import type { I18n } from '@adonisjs/i18n'
import { refuse, refuseForNow } from '#validators/refuse'
import type { Outcome } from './attempts.js'

/** What was right; otherwise the form comes back and says that it was wrong, or how long to wait. */
export function rightOrRefuse<Right>(
  outcome: Outcome<Right>,
  i18n: I18n,
  field: string,
  wrong: string
): Right {
  if ('right' in outcome) return outcome.right
  if ('wrong' in outcome) refuse(field, i18n.t(wrong))
  return refuseForNow(field, i18n.t('sign_in.wait', { wait: inWords(i18n, outcome.wait) }))
}

/** Sends the form back for now if it came too soon after others. */
export function refuseIfTooSoon(outcome: Outcome<unknown>, i18n: I18n, field: string) {
  if ('wait' in outcome)
    refuseForNow(field, i18n.t('sign_in.wait', { wait: inWords(i18n, outcome.wait) }))
}

/** How long to wait, as people say it: seconds up to a minute, then minutes. Never less than it is. */
function inWords(i18n: I18n, milliseconds: number) {
  const seconds = Math.ceil(milliseconds / 1000)
  return seconds <= 60
    ? i18n.t('sign_in.seconds', { count: seconds })
    : i18n.t('sign_in.minutes', { count: Math.ceil(seconds / 60) })
}
