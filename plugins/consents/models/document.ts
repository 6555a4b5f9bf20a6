import { createHash } from 'node:crypto'
import i18nManager from '@adonisjs/i18n/services/main'

/** What a clinic writes about one purpose in one language. All but the title is Markdown. */
export const TEXT_FIELDS = ['title', 'purpose', 'body', 'recorded', 'kept', 'rights'] as const
export type TextFields = Record<(typeof TEXT_FIELDS)[number], string>

/**
 * What a client is shown and answers to, as one Markdown text: the clinic's words in a fixed order, and the two
 * things that every request for consent must say (GDPR articles 7(3) and 13(1)(a)): who is responsible, and that
 * a yes can be taken back.
 */
export function compose(locale: string, fields: TextFields, controller: string) {
  const { t } = translator(locale)
  const sections = [
    [t('consents.document.purpose'), fields.purpose],
    [t('consents.document.body'), fields.body],
    [t('consents.document.recorded'), fields.recorded],
    [t('consents.document.kept'), fields.kept],
    [t('consents.document.rights'), fields.rights],
    [t('consents.document.choice'), t('consents.document.withdrawal')],
    [t('consents.document.controller'), controller],
  ]
  return [
    `# ${fields.title.trim()}`,
    ...sections.map(([heading, text]) => `## ${heading}\n\n${demoteHeadings(text)}`),
  ].join('\n\n')
}

/** SHA-256 over the UTF-8 text, in hexadecimal digits, as `sha256sum` prints it. */
export function sha256(text: string) {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** What a clinic must still fill in: `[[ … ]]`, as the starter texts mark it. */
export function hasGaps(text: string) {
  return /\[\[[^\]]*\]\]/.test(text)
}

function translator(locale: string) {
  const i18n = i18nManager.locale(locale)
  return { t: (key: string) => i18n.t(key) }
}

/** The clinic's own headings stand below the document's sections. */
function demoteHeadings(text: string) {
  return text
    .replace(/\r\n?/g, '\n')
    .trim()
    .replace(/^ {0,3}#{1,6}(?=\s)/gm, '###')
}
