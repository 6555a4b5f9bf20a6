import type { I18n } from '@adonisjs/i18n'

/** How long to wait, as people say it: seconds up to a minute, then minutes. Never less than it is. */
export function waitInWords(i18n: I18n, milliseconds: number) {
  const seconds = Math.ceil(milliseconds / 1000)
  return seconds <= 60
    ? i18n.t('sign_in.seconds', { count: seconds })
    : i18n.t('sign_in.minutes', { count: Math.ceil(seconds / 60) })
}
