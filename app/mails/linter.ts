import type { I18n } from '@adonisjs/i18n'
import { clinicClient } from '#clinics/database'
import { guarded } from '#plugins/guard'
import { ask } from '#plugins/precautions'
import { switchedOn } from '#plugins/switched_on'
import { refuseAll } from '#validators/refuse'
import { leaksOfWords } from './leak_check.js'
import type { SentText } from './sent_text.js'
import { mailSettings } from './settings.js'

/** A text that tells, with the words that do. */
export type Refused = { text: SentText; leaks: string[] }

/**
 * Refuses what was typed into a form if it goes out in messages and would tell who a client is, or what for: a sentence
 * beside each field says which words.
 */
export async function refuseLeaks(fields: Record<string, string | null | undefined>, i18n: I18n) {
  if (!ask('leaksHeldBack')) return
  const refusals = []
  for (const [field, text] of Object.entries(fields)) {
    const leaks = await leaksOfWords(text ?? '')
    const message = i18n.t('mails.would_tell', { words: leaks.join(', ') })
    if (leaks.length) refusals.push({ field, message })
  }
  if (refusals.length) refuseAll(refusals)
}

/** What of all that the clinic has written for its messages the linter would refuse, and of how many texts. */
export async function lintEverything(): Promise<{ count: number; refused: Refused[] }> {
  const texts = await sentTexts()
  const looked = await Promise.all(
    texts.map(async (text) => ({ text, leaks: await leaksOfWords(text.text) }))
  )
  return { count: texts.length, refused: looked.filter(({ leaks }) => leaks.length) }
}

/** What the clinic has written that goes out in messages also where they must be neutral. */
async function sentTexts(): Promise<SentText[]> {
  const plugins = await Promise.all(
    switchedOn().plugins.map((plugin) =>
      guarded(plugin, 'sentTexts', () => plugin.definition.sentTexts?.() ?? [])
    )
  )
  return [...addresses(), ...(await streets()), ...plugins.flatMap((texts) => texts ?? [])]
}

function addresses(): SentText[] {
  const { senderAddress, replyTo } = mailSettings.read()
  const known = [...new Set([senderAddress, replyTo ?? ''])].filter(Boolean)
  return known.map((address) => ({
    word: 'mails.sent_texts.address',
    params: { address },
    text: mailboxOf(address),
  }))
}

/** What stands before the @; the rest is mostly the clinic's own name, and nobody can change it in a form. */
export function mailboxOf(address: string) {
  return address.slice(0, address.lastIndexOf('@'))
}

async function streets(): Promise<SentText[]> {
  const locations = await clinicClient().from('locations').whereNull('archived_at').orderBy('name')
  return locations.map(({ name, street, postal_code: postalCode, city }) => ({
    word: 'mails.sent_texts.place',
    params: { name },
    text: [street, postalCode, city].filter(Boolean).join(', '),
  }))
}
