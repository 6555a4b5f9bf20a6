import type { I18n } from '@adonisjs/i18n'
import i18nManager from '@adonisjs/i18n/services/main'
import { DateTime } from 'luxon'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicSettings } from '#clinics/settings'
import { displayName, type Named } from '#clients/display_name'
import { mayGoOut } from '#mails/leak_check'
import { mustBeNeutral } from '#mails/queue_mail'
import { ask } from '#plugins/precautions'
import type { Channel } from './channel.js'
import type { Words } from './text.js'

/** The gaps that a text may have. */
export const PLACEHOLDERS = [
  'name',
  'date',
  'time',
  'service',
  'member',
  'place',
  'clinic',
  'change',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]
type Values = Record<Placeholder, string>
type Told = Omit<Values, 'change'>

const GAP = /\{(\w+)\}/g

/** What a message can tell of an appointment. */
export type Occasion = {
  client: Named
  startsAt: DateTime
  zone: string
  service: string | null
  member: string | null
  place: string | null
  /** With which the client may move or cancel. */
  link: string | null
}

/** What goes out. A mail has the link below its text as well. */
export type Composed = Words & { link: string | null }

/** The gaps of a text that nothing could fill. */
export function unknownGaps(text: string): string[] {
  const names = [...text.matchAll(GAP)].map(([, name]) => name)
  return [...new Set(names)].filter((name) => !(PLACEHOLDERS as readonly string[]).includes(name))
}

/** The plugin's own words in a language, with their gaps. */
export function standardWords(channel: Channel, locale: string): Words {
  return spelled(channel, i18nManager.locale(locale), 'standard')
}

/** Whether the clinic's own words may go out as they are. */
export function mayBeSent({ subject, body }: Words): Promise<boolean> {
  return mayGoOut([subject, body].join('\n'))
}

/**
 * The words that hold, with their gaps.
 *
 * @param own the clinic's in this language, if it has written any that may be sent
 */
export function wordsOf(channel: Channel, own: Words | undefined, locale: string): Words {
  const kind = mustBeNeutral() ? 'neutral' : 'standard'
  return own ?? spelled(channel, i18nManager.locale(locale), kind)
}

export function hasPlaceForLink({ body }: Words) {
  return body.includes('{change}')
}

/** The message as it goes out. */
export function composed(
  channel: Channel,
  words: Words,
  occasion: Occasion,
  locale: string
): Composed {
  const i18n = i18nManager.locale(locale)
  const valuesOf = mustBeNeutral() ? neutralValues : fullValues
  const link = hasPlaceForLink(words) ? occasion.link : null
  const change = i18n.t(`reminders.words.change_${link ? channel : 'none'}`, { link })
  return { ...filled(words, { ...valuesOf(occasion, i18n), change }), link }
}

/** Somebody and something that stand for all, in a preview. */
export function sampleOccasion(i18n: I18n, link: string | null): Occasion {
  const zone = clinicSettings.read().timeZone
  return {
    client: { firstName: 'Clara', lastName: 'Østergaard', number: 1001 },
    startsAt: DateTime.now().setZone(zone).plus({ days: 1 }).set({ hour: 10, minute: 30 }),
    zone,
    service: i18n.t('reminders.sample.service'),
    member: 'Signe Dahl',
    place: clinicSettings.read().address ?? null,
    link,
  }
}

function spelled(channel: Channel, i18n: I18n, kind: 'standard' | 'neutral'): Words {
  const gaps = Object.fromEntries(PLACEHOLDERS.map((name) => [name, `{${name}}`]))
  return {
    subject: channel === 'email' ? i18n.t(`reminders.words.${kind}_subject`, gaps) : null,
    body: i18n.t(`reminders.words.${kind}_${channel}`, gaps),
  }
}

function filled({ subject, body }: Words, values: Values): Words {
  return { subject: subject && fill(subject, values), body: fill(body, values) }
}

/** What a gap leaves behind when there is nothing to fill it with goes as well: “Hello ,”. */
function fill(text: string, values: Values) {
  return (
    text
      .replace(GAP, (gap, name: Placeholder) => values[name] ?? gap)
      // As forms send them: in an SMS each would be paid for twice.
      .replaceAll('\r\n', '\n')
      .replace(/[ \t]+([,.;:!?])/g, '$1')
      .replace(/[ \t]{2,}/g, ' ')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  )
}

function neutralValues({ startsAt, zone }: Occasion, i18n: I18n): Told {
  const moment = startsAt.toJSDate()
  return {
    ...{ name: '', service: '', member: '', place: '', clinic: '' },
    date: i18n.formatDate(moment, { dateStyle: 'full', timeZone: zone }),
    time: i18n.formatDate(moment, { timeStyle: 'short', timeZone: zone }),
  }
}

function fullValues(occasion: Occasion, i18n: I18n): Told {
  return {
    ...neutralValues(occasion, i18n),
    name: nameInMail(occasion.client),
    service: occasion.service ?? '',
    member: occasion.member ?? currentClinic().name,
    place: occasion.place ?? '',
    clinic: currentClinic().name,
  }
}

/** As much of the name as the precautions allow in a mail. Dots that stand for a name greet nobody. */
export function nameInMail(client: Named) {
  return ask('nameDisplay', { surface: 'mail', member: null }) === 'hidden'
    ? ''
    : displayName(client, 'mail', null)
}
