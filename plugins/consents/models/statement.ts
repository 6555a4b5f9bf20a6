import { isDeepStrictEqual } from 'node:util'
import { DateTime } from 'luxon'
import { belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { ConsentsStatementSchema } from '../schema.js'
import { compose, sha256, type TextFields } from './document.js'
import Text from './text.js'
import Version from './version.js'

/** A statement's words by language; a language that is left out is not offered. */
export type Wording = Record<string, TextFields>

/** One purpose that a clinic asks its clients' consent for. Its words live in versions. */
export default class Statement extends ConsentsStatementSchema {
  static table = 'consents_statements'

  @hasMany(() => Version, { onQuery: (query) => query.orderBy('number', 'desc') })
  declare versions: HasMany<typeof Version>

  /** What clients are shown now; none before the first publication. */
  @belongsTo(() => Version, { foreignKey: 'currentVersionId' })
  declare current: BelongsTo<typeof Version>

  /** The statements that can be asked for, with the words that are shown. */
  static asked() {
    return this.query()
      .whereNull('retiredAt')
      .whereNotNull('currentVersionId')
      .preload('current', (version) => version.preload('texts'))
      .orderBy('position')
      .orderBy('id')
  }

  static async begin(words: { wording: Wording; required: boolean; key?: string; by: Actor }) {
    const { wording, required, key = null, by } = words
    return transaction(async () => {
      const last = await this.query().max('position as position').firstOrFail()
      const statement = await this.create({
        key,
        required,
        position: Number(last.position ?? 0) + 1,
        createdBy: by.member?.id ?? null,
      })
      await statement.writeDraft(wording, by)
      await statement.audit('begun', by)
      return statement
    })
  }

  get isRetired() {
    return Boolean(this.retiredAt)
  }

  /** The version that is being written, with its texts; null when none is. */
  draft() {
    return Version.query()
      .where('statementId', this.id)
      .whereNull('publishedAt')
      .preload('texts')
      .first()
  }

  /** Writes the draft's words in one language. What is published stays as it is until the draft is published. */
  async write({ locale, fields, by }: { locale: string; fields: TextFields; by: Actor }) {
    await transaction(async () => {
      const newest = await this.newest()
      const known = newest?.texts.find((text) => text.locale === locale)
      if (isDeepStrictEqual(known?.fields, fields)) return
      await this.writeDraft({ ...wordingOf(newest), [locale]: fields }, by)
      await this.audit('written', by, { locale })
    })
  }

  /** Leaves a language out of the draft; the last one stays. */
  async removeLanguage({ locale, by }: { locale: string; by: Actor }) {
    await transaction(async () => {
      const { [locale]: removed, ...rest } = wordingOf(await this.newest())
      if (!removed || !Object.keys(rest).length) return
      await this.writeDraft(rest, by)
      await this.audit('language_removed', by, { locale })
    })
  }

  /** Says whether the clinic needs an answer from every client. */
  async require(required: boolean, { by }: { by: Actor }) {
    if (this.required === required) return
    await transaction(async () => {
      this.required = required
      await this.save()
      await this.audit(required ? 'required' : 'made_optional', by)
    })
  }

  /**
   * Shows the draft's words to clients from now on, and never changes them again.
   *
   * @param asksAgain whether answers to earlier versions stop counting; a small correction leaves them valid
   * @param controller who is responsible for the data, as clients are told
   */
  async publish(how: { asksAgain: boolean; controller: string; by: Actor }) {
    await transaction(async () => {
      const draft = await this.draft()
      if (!draft) return
      const before = this.currentVersionId ? await Version.findOrFail(this.currentVersionId) : null
      for (const text of draft.texts) {
        const document = compose(text.locale, text.fields, how.controller)
        await text.merge({ document, hash: sha256(document) }).save()
      }
      const validSince = before && !how.asksAgain ? before.validSince : draft.number
      await draft
        .merge({
          validSince,
          publishedAt: DateTime.utc(),
          publishedBy: how.by.member?.id ?? null,
        })
        .save()
      this.currentVersionId = draft.id
      await this.save()
      const texts = Object.fromEntries(draft.texts.map(({ locale, hash }) => [locale, hash]))
      await this.audit('published', how.by, {
        version: draft.number,
        asksAgain: how.asksAgain,
        texts,
      })
    })
  }

  /** Throws the draft away. */
  async discardDraft({ by }: { by: Actor }) {
    await transaction(async () => {
      const draft = await this.draft()
      if (!draft) return
      await draft.delete()
      await this.audit('draft_discarded', by, { version: draft.number })
    })
  }

  /** Clients are no longer asked for it. What they answered stays. */
  async retire({ by }: { by: Actor }) {
    if (this.isRetired) return
    await transaction(async () => {
      this.retiredAt = DateTime.utc()
      this.retiredBy = by.member?.id ?? null
      await this.save()
      await this.audit('retired', by)
    })
  }

  async restore({ by }: { by: Actor }) {
    if (!this.isRetired) return
    await transaction(async () => {
      this.retiredAt = null
      this.retiredBy = null
      await this.save()
      await this.audit('restored', by)
    })
  }

  /** Removes a statement that no client has ever seen; a published one is retired instead. */
  async remove({ by }: { by: Actor }) {
    if (this.currentVersionId) return this.retire({ by })
    await transaction(async () => {
      await this.delete()
      await this.audit('removed', by)
    })
  }

  /** The draft if there is one, else what is published. */
  newest() {
    return Version.query()
      .where('statementId', this.id)
      .preload('texts')
      .orderBy('number', 'desc')
      .first()
  }

  private async writeDraft(wording: Wording, by: Actor) {
    const draft = (await this.draft()) ?? (await this.newVersion(by))
    await Text.query().where('versionId', draft.id).delete()
    for (const [locale, fields] of Object.entries(wording))
      await Text.create({ versionId: draft.id, locale, ...fields })
  }

  private async newVersion(by: Actor) {
    const last = await Version.query().where('statementId', this.id).max('number as number').first()
    return Version.create({
      statementId: this.id,
      number: Number(last?.number ?? 0) + 1,
      createdBy: by.member?.id ?? null,
    })
  }

  private audit(verb: string, by: Actor, details?: Record<string, unknown>) {
    return record({
      action: `consent_statement.${verb}`,
      by,
      subject: { type: 'consent_statement', id: this.id },
      details,
    })
  }
}

function wordingOf(version: Version | null): Wording {
  return Object.fromEntries(version?.texts.map((text) => [text.locale, text.fields]) ?? [])
}
