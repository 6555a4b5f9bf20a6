import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import i18nManager from '@adonisjs/i18n/services/main'
import { clinicSettings } from '#clinics/settings'
import Member from '#models/member'
import { soapSettings } from '../settings.js'

const PREFIX = 'soap.browser.'

/** What the scripts of the pages are told: their words, and who the member and the colleagues are. */
export async function scriptData({ locale }: I18n, member: Member) {
  const { timeZone } = clinicSettings.read()
  return {
    words: wordsOf(locale),
    ...{ locale, timeZone },
    today: DateTime.now().setZone(timeZone).toISODate()!,
    me: { id: member.id, name: member.name, canWrite: member.can('soap.write') },
    members: await possibleReaders(),
    firstReaders: soapSettings.read().readers,
  }
}

function wordsOf(locale: string) {
  const all = Object.entries({
    ...i18nManager.getTranslationsFor('en'),
    ...i18nManager.getTranslationsFor(locale),
  })
  return Object.fromEntries(all.filter(([key]) => key.startsWith(PREFIX)))
}

/** Those whose role may read notes; that they hold a key is for the browser to see. */
async function possibleReaders() {
  const members = await Member.query().orderBy('name')
  return members
    .filter((member) => member.isActive && member.can('soap.read'))
    .map(({ id, name }) => ({ id, name }))
}
