import type { SentText } from '#mails/sent_text'
import Gateway from './gateway.js'
import Rule from './rule.js'

/** What a clinic has written that its messages carry: the texts of reminders, and who SMS come from. */
export async function sentTexts(): Promise<SentText[]> {
  const rules = await Rule.query().preload('texts').orderBy('id')
  const gateway = await Gateway.current()
  const texts = rules.flatMap(({ channel, texts: own }) =>
    own.map(({ locale, subject, body }) => ({
      word: `reminders.sent_texts.${channel}`,
      params: { locale },
      text: [subject, body].join('\n'),
    }))
  )
  return gateway ? [...texts, { word: 'reminders.sent_texts.sender', text: gateway.sender }] : texts
}
