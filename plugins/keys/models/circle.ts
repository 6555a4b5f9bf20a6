import { belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import Client from '#models/client'
import type Member from '#models/member'
import { KeysCircleSchema } from '../schema.js'
import { OF_THE_CLINIC } from '../browser/crypto/ids.ts'
import { Jws } from '../browser/crypto/jws.ts'
import type { CircleRow, FirstPosted, ListPosted } from '../browser/vault/wire.ts'
import CircleList from './circle_list.js'
import Exposure from './exposure.js'
import Key from './key.js'
import { CircleRefused } from './refused.js'
import { Step } from './step.js'
import Wrap from './wrap.js'

/** The readers of some records of one client. The lists are for browsers to believe; the server keeps their order. */
export default class Circle extends KeysCircleSchema {
  static table = 'keys_circles'

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

  @hasMany(() => CircleList, { onQuery: (query) => query.orderBy('number') })
  declare lists: HasMany<typeof CircleList>

  @hasMany(() => Wrap)
  declare wraps: HasMany<typeof Wrap>

  @hasMany(() => Exposure)
  declare exposures: HasMany<typeof Exposure>

  /**
   * The circles that all of these readers read, with the wraps of the first.
   *
   * @param readers each by the keys that they have
   * @param client of whom, or `clinic`; left out, of all
   */
  static readBy(readers: string[][], client?: string) {
    const query = this.query()
      .preload('lists')
      .preload('exposures')
      .preload('wraps', (wraps) => wraps.whereIn('keyId', readers[0]))
      .orderBy('id')
    for (const keys of readers)
      query.whereIn('id', Wrap.query().select('circleId').whereIn('keyId', keys))
    if (client === OF_THE_CLINIC) query.whereNull('clientId')
    else if (client) query.where('clientId', client)
    return query
  }

  /**
   * A circle from its first list. `like` is another one about the same, filed elsewhere since two clients were merged.
   *
   * @throws CircleRefused
   */
  static async found({ like, ...posted }: FirstPosted, { by }: { by: Actor }): Promise<Circle> {
    return transaction(async () => {
      const step = await Step.read(posted, null, by)
      const { circle: id, subject } = step.claims
      if (await this.find(id)) throw new CircleRefused('stale')
      const clientId = await filingOf(subject, like)
      const circle = await this.create({ id, clientId, version: 1 })
      await circle.take(step, by)
      return circle
    })
  }

  /**
   * Goes on with the next list, which may be of the same version or of the next.
   *
   * @throws CircleRefused
   */
  async goOn(posted: ListPosted, { by }: { by: Actor }) {
    await transaction(async () => {
      await (this as Circle).load('lists')
      const step = await Step.read(posted, this, by)
      this.version = step.claims.version
      await this.save()
      await this.take(step, by)
    })
    return this
  }

  /** Whom its lists, which must be loaded, and its envelopes name: not the client it is filed under, after a merge. */
  get subject(): string {
    return String(Jws.parse(this.lists[0].text).claims.subject)
  }

  /** What a browser is told of it: its lists, and the wraps that were loaded. */
  get row(): CircleRow {
    return {
      ...{ id: this.id, subject: this.subject, client: this.clientId ?? OF_THE_CLINIC },
      isExposed: this.exposures.length > 0,
      lists: this.lists.map(({ text }) => text),
      wraps: this.wraps.map(({ version, keyId, text }) => ({ version, key: keyId, wrap: text })),
    }
  }

  /** The versions of its record key that readers still have. */
  async heldVersions(): Promise<number[]> {
    const wraps = await Wrap.query().where('circleId', this.id).distinct('version')
    return wraps.map(({ version }) => version)
  }

  /** The keys that read what is written now. */
  async readers(): Promise<Key[]> {
    const wraps = Wrap.query().select('keyId').where({ circleId: this.id, version: this.version })
    return Key.query().whereIn('id', wraps).preload('member').orderBy('createdAt')
  }

  /** Whether one of a member's keys reads it. */
  async isReadBy({ id }: Pick<Member, 'id'>): Promise<boolean> {
    const own = Key.query().select('id').where('memberId', id).whereNull('retiredAt')
    const { id: circleId, version } = this
    return Boolean(await Wrap.query().where({ circleId, version }).whereIn('keyId', own).first())
  }

  private async take({ claims, number, verb, wraps, gone, added, isRenewed }: Step, by: Actor) {
    const { id: circleId } = this
    const { version, signer, text } = claims
    await CircleList.create({ circleId, number, version, signedBy: signer, text })
    for (const { key, wrap, ...of } of wraps)
      await Wrap.create({ circleId, version: of.version, keyId: key, text: wrap })
    const former = gone.map(({ id }) => id)
    await Wrap.query().where({ circleId }).whereIn('keyId', former).delete()
    if (isRenewed) await Exposure.note(this, gone)
    await record({
      ...{ action: `keys.${verb}`, by, subject: { type: 'circle', id: circleId } },
      details: { client: this.clientId, version, signedBy: signer, added, gone: former },
    })
  }
}

/** Where what is about somebody is filed: with themselves, or with the client who stayed where two were merged. */
async function filingOf(subject: string, like?: string): Promise<string | null> {
  const other = like ? await Circle.query().where('id', like).preload('lists').firstOrFail() : null
  if (other?.subject === subject) return other.clientId
  if (subject === OF_THE_CLINIC) return null
  const { id } = await Client.findOrFail(subject)
  return id
}
