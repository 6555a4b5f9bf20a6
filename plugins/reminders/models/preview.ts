import i18nManager from '@adonisjs/i18n/services/main'
import type { Channel } from './channel.js'
import { smsParts } from './sms_length.js'
import type { Words } from './text.js'
import { composed, mayBeSent, sampleOccasion } from './wording.js'

/** How a text will read, for a client and an appointment that do not exist; of an SMS also how long it is. */
export async function previewOf(channel: Channel, words: Words, locale: string) {
  const own = (await mayBeSent(words)) ? words : undefined
  const filled = composed(channel, own, sampleOccasion(i18nManager.locale(locale)), locale)
  return { channel, ...filled, sms: channel === 'sms' ? smsParts(filled.body) : null }
}
