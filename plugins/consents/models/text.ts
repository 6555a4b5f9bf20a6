import { ConsentsTextSchema } from '../schema.js'
import { hasGaps, TEXT_FIELDS, type TextFields } from './document.js'

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
