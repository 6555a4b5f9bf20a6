import i18nManager from '@adonisjs/i18n/services/main'
import { sampleChangeLink } from '#calendar/change_links'
import type { Channel } from './channel.js'
import { mayCarryLink } from './link.js'
import { smsParts } from './sms_length.js'
import type { Words } from './text.js'
import { composed, mayBeSent, sampleOccasion, wordsOf } from './wording.js'

/** How a text will read, for a client and an appointment that do not exist; of an SMS also how long it is. */
export async function previewOf(channel: Channel, words: Words, locale: string) {
  const own = (await mayBeSent(words)) ? words : undefined
  const link = mayCarryLink(channel) ? await sampleChangeLink() : null
  const occasion = sampleOccasion(i18nManager.locale(locale), link)
  const filled = composed(channel, wordsOf(channel, own, locale), occasion, locale)
  return { channel, ...filled, sms: channel === 'sms' ? smsParts(filled.body) : null }
}
