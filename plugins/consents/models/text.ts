import { ConsentsTextSchema } from '../schema.js'
import { hasGaps } from './document.js'

/** What a clinic writes about one purpose in one language. All but the title is Markdown. */
export const TEXT_FIELDS = ['title', 'purpose', 'body', 'recorded', 'kept', 'rights'] as const
export type TextFields = Record<(typeof TEXT_FIELDS)[number], string>

/** A version in one language. Once the version is published, `document` is what clients are shown. */
export default class Text extends ConsentsTextSchema {
  static table = 'consents_texts'

  get fields(): TextFields {
    return Object.fromEntries(TEXT_FIELDS.map((name) => [name, this[name]])) as TextFields
  }

  get hasGaps() {
    return Object.values(this.fields).some(hasGaps)
  }
}
