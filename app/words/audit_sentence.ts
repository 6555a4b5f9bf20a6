import type { I18n } from '@adonisjs/i18n'
import { registry } from '#plugins/registry'

/**
 * What was done, in words that follow the name of who did it: “created a client”. A plugin has them
 * under `<id>.audit.<action>`; without any, the action itself must do.
 */
export function auditSentence(i18n: I18n, action: string) {
  const keys = [
    `audit.actions.${action}`,
    ...registry.all().map(({ id }) => `${id}.audit.${action}`),
  ]
  const key = keys.find((each) => i18n.resolveIdentifier(each))
  return key ? i18n.t(key) : action.replaceAll(/[._]/g, ' ')
}
