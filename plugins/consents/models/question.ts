import type Statement from './statement.js'
import type Text from './text.js'
import type Version from './version.js'

/** A statement as a client is shown it at this moment: which version, in which language. */
export class Question {
  readonly version: Version
  readonly text: Text

  /** @param locales the languages to look for, the client's own first */
  constructor(
    readonly statement: Statement,
    locales: string[]
  ) {
    this.version = statement.current
    this.text = this.version.in(locales)
  }

  get id() {
    return this.statement.id
  }

  get isRequired() {
    return this.statement.required
  }

  /** Whether the text with this hash is the one that the client is shown. */
  isAbout(hash: string | undefined) {
    return this.text.hash === hash
  }
}
