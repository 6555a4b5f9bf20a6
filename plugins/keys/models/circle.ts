import { belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { transaction } from '#clinics/transaction'
import Client from '#models/client'
import type Member from '#models/member'
import { KeysCircleSchema } from '../schema.js'
import { OF_THE_CLINIC } from '../browser/crypto/ids.ts'
import { Jws } from '../browser/crypto/jws.ts'
import type { FirstPosted, ListsPosted } from '../browser/vault/wire.ts'
import { type Chain, chainsOf, type Named } from './chains.js'
import CircleList from './circle_list.js'
import Key from './key.js'
import { CircleRefused } from './refused.js'
import { shownKeys } from './shown_keys.js'
import { Step } from './step.js'
import { keepSteps } from './taking.js'
import Wrap from './wrap.js'

/** The readers of some records of one client. The lists are for browsers to believe; the server keeps their order. */
export default class Circle extends KeysCircleSchema {
  static table = 'keys_circles'

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

  @hasMany(() => CircleList, { onQuery: (query) => query.orderBy('number') })
  declare lists: HasMany<typeof CircleList>

  /**
   * The circles that all of these readers read.
   *
   * @param readers each by the keys that they have
   * @param client of whom, or `clinic`; left out, of all
   */
  static readBy(readers: string[][], client?: string) {
    const query = this.query().orderBy('id')
    for (const keys of readers)
      query.whereIn('id', Wrap.query().select('circleId').whereIn('keyId', keys))
    if (client === OF_THE_CLINIC) query.whereNull('clientId')
    else if (client) query.where('clientId', client)
    return query
  }

  /** Those of these circles for which one of a member's keys reads what is written now. */
  static async readAmong(circles: string[], { id }: Pick<Member, 'id'>): Promise<string[]> {
    const own = Key.query().select('id').where('memberId', id).whereNull('retiredAt')
    const read = await Wrap.query()
      .join('keys_circles as circle', (join) =>
        join.on('circle.id', 'keys_wraps.circle_id').andOn('circle.version', 'keys_wraps.version')
      )
      .whereIn('keys_wraps.circle_id', circles)
      .whereIn('keys_wraps.key_id', own)
      .distinct('keys_wraps.circle_id')
      .pojo<{ circle_id: string }>()
    return read.map(({ circle_id: circle }) => circle)
  }

  /**
   * A circle from its first list. `like` is another one about the same, filed elsewhere since two clients were merged.
   *
   * @throws CircleRefused
   */
  static async found({ like, ...posted }: FirstPosted, { by }: { by: Actor }): Promise<Circle> {
    return transaction(async () => {
      const step = await Step.read(posted, null, { keys: await shownKeys(), held: [], by })
      const { circle: id, subject } = step.claims
      if (await this.find(id)) throw new CircleRefused('stale')
      const clientId = await filingOf(subject, like)
      const circle = await this.create({ id, clientId, version: 1 })
      await keepSteps([{ circle, step }], by)
      return circle
    })
  }

  /**
   * Goes on with the next lists of several, each of the same version or of the next: all or none.
   *
   * @throws CircleRefused
   * @throws E_ROW_NOT_FOUND when one of them is not there
   */
  static async goOn(posted: ListsPosted['steps'], { by }: { by: Actor }) {
    const ids = posted.map(({ circle }) => circle)
    // The second would come after the first, and nobody sends that.
    if (new Set(ids).size < ids.length) throw new CircleRefused('stale')
    await transaction(async () => {
      const chains = await this.chains(ids)
      const [keys, versions] = [await shownKeys(), await heldVersions(ids)]
      // Signatures are verified beside each other, each on whichever core is free.
      const reading = posted.map(async ({ circle: id, ...next }) => {
        const [circle, held] = [chains.get(id)!, versions.get(id) ?? []]
        return { circle, step: await Step.read(next, circle, { keys, held, by }) }
      })
      const taken = await Promise.all(reading)
      const renewed = taken.filter(({ step }) => step.isRenewed).map(({ circle }) => circle.id)
      if (renewed.length) await this.query().whereIn('id', renewed).increment('version', 1)
      await keepSteps(taken, by)
    })
  }

  private static async chains(ids: string[]): Promise<Map<string, Chain>> {
    const rows = await this.query().whereIn('id', ids).pojo<Named>()
    const found = await chainsOf(rows)
    const chains = new Map(found.map((chain) => [chain.id, chain]))
    for (const id of ids) if (!chains.has(id)) await this.findOrFail(id)
    return chains
  }

  /** Whom its lists, which must be loaded, and its envelopes name: not the client it is filed under, after a merge. */
  get subject(): string {
    return String(Jws.parse(this.lists[0].text).claims.subject)
  }

  /** The keys that read what is written now. */
  async readers(): Promise<Key[]> {
    const wraps = Wrap.query().select('keyId').where({ circleId: this.id, version: this.version })
    return Key.query().whereIn('id', wraps).preload('member').orderBy('createdAt')
  }

  /** Whether one of a member's keys reads it. */
  async isReadBy(member: Pick<Member, 'id'>): Promise<boolean> {
    const [read] = await Circle.readAmong([this.id], member)
    return read !== undefined
  }
}

/** The versions of their record keys that readers still have, by the circle. */
async function heldVersions(circles: string[]): Promise<Map<string, number[]>> {
  const wraps = await Wrap.query()
    .whereIn('circleId', circles)
    .distinct('circleId', 'version')
    .pojo<{ circle_id: string; version: number }>()
  const versions = new Map<string, number[]>()
  for (const { circle_id: id, version } of wraps)
    versions.set(id, [...(versions.get(id) ?? []), version])
  return versions
}

/** Where what is about somebody is filed: with themselves, or with the client who stayed where two were merged. */
async function filingOf(subject: string, like?: string): Promise<string | null> {
  const other = like ? await Circle.query().where('id', like).preload('lists').firstOrFail() : null
  if (other?.subject === subject) return other.clientId
  if (subject === OF_THE_CLINIC) return null
  const { id } = await Client.findOrFail(subject)
  return id
}
