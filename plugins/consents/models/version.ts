import { belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import Member from '#models/member'
import { ConsentsVersionSchema } from '../schema.js'
import Text from './text.js'

/** One wording of a statement, in all its languages: a draft, or published and from then on unchangeable. */
export default class Version extends ConsentsVersionSchema {
  static table = 'consents_versions'

  @hasMany(() => Text, { onQuery: (query) => query.orderBy('locale') })
  declare texts: HasMany<typeof Text>

  @belongsTo(() => Member, { foreignKey: 'publishedBy' })
  declare publisher: BelongsTo<typeof Member>

  get isDraft() {
    return !this.publishedAt
  }

  /** Whether those who had answered before were asked again when this was published. */
  get asksAgain() {
    return this.validSince === this.number
  }

  /** The text in the first of these languages that it is written in, or in any. Wants `texts` loaded. */
  in(locales: string[]): Text {
    const found = locales.map((locale) => this.texts.find((text) => text.locale === locale))
    return found.find((text) => text !== undefined) ?? this.texts[0]
  }
}
