import type { Actor } from '#audit/actor'
import { currentClinic } from '#clinics/clinic_in_hand'
import { Tampered } from '../browser/crypto/faults.ts'
import { Jws } from '../browser/crypto/jws.ts'
import {
  hashOf,
  type List,
  type ListClaims,
  parseList,
  verifyLists,
} from '../browser/crypto/lists.ts'
import type { ListPosted, WrapRow } from '../browser/vault/wire.ts'
import type { Chain } from './chains.js'
import type Key from './key.js'
import { CircleRefused } from './refused.js'
import type { ShownKeys } from './shown_keys.js'
import { isWrapFor } from './wrap_header.js'

/** @property held the versions of the record key that readers still have */
type Given = { keys: ShownKeys; held: number[]; by: Actor }

/**
 * The next list of a circle with its new wraps, held against the same rules as browsers hold it. A server that did not
 * look would not be believed either; one that does tells at once which browser has gone wrong.
 */
export class Step {
  /**
   * @param circle with its lists; null for the first
   * @throws CircleRefused
   */
  static async read(
    { list, wraps }: ListPosted,
    circle: Pick<Chain, 'id' | 'lists'> | null,
    { keys, held, by }: Given
  ) {
    const before = circle?.lists.map(parseList) ?? []
    const claims = claimsOf(list)
    if (before.length && claims.before !== (await hashOf(before.at(-1)!)))
      throw new CircleRefused('stale')
    const [first] = before
    const where = circle ? { subject: first.subject, circle: circle.id } : claims
    const lists = await verified(before, list, where, keys)
    const step = new Step(lists, keys, wraps, held)
    step.check(by)
    return step
  }

  readonly claims: List
  private before: List | undefined

  private constructor(
    private lists: List[],
    private known: ShownKeys,
    readonly wraps: WrapRow[],
    private held: number[]
  ) {
    this.claims = lists.at(-1)!
    this.before = lists.at(-2)
  }

  get number() {
    return this.lists.length
  }

  get added(): string[] {
    return this.claims.readers.filter((id) => !this.before?.readers.includes(id))
  }

  /** Readers who are none any more. */
  get gone(): Key[] {
    const gone = this.before?.readers.filter((id) => !this.claims.readers.includes(id)) ?? []
    return gone.map((id) => this.key(id)!)
  }

  get verb() {
    if (!this.before) return 'circle_founded'
    if (this.isRenewed) return 'circle_renewed'
    return this.added.length ? 'circle_shared' : 'circle_narrowed'
  }

  get isRenewed() {
    return this.claims.version !== this.before?.version
  }

  private check(by: Actor) {
    const signer = this.key(this.claims.signer)!
    const isTheirs = signer.kind === 'recovery' || signer.memberId === by.member?.id
    if (!isTheirs || signer.retiredAt) throw new CircleRefused('signer')
    const readers = this.claims.readers.flatMap((id) => this.key(id) ?? [])
    if (readers.length < this.claims.readers.length) throw new CircleRefused('list')
    if (!this.added.every((id) => this.key(id)!.isInUse)) throw new CircleRefused('list')
    if (!readers.some(({ kind, retiredAt }) => kind === 'recovery' && !retiredAt))
      throw new CircleRefused('recovery')
    this.checkLeaving(readers)
    this.checkWraps()
  }

  /** Whoever goes and keeps the record key could read on, unless it is the same person with another key. */
  private checkLeaving(readers: Key[]) {
    if (this.isRenewed) return
    const isReplaced = ({ kind, memberId }: Key) =>
      readers.some((each) => each.kind === kind && each.memberId === memberId)
    if (!this.gone.every(isReplaced)) throw new CircleRefused('renewal')
  }

  /** A new version is wrapped for all its readers, older ones that are kept for those who came; none is missing or too much. */
  private checkWraps() {
    const { circle, version, readers } = this.claims
    const versions = new Set([...this.held, version])
    const wanted = new Set(this.isRenewed ? readers.map((id) => `${version} ${id}`) : [])
    for (const id of this.added) for (const each of versions) wanted.add(`${each} ${id}`)
    const isRight = this.wraps.every(
      (wrap) => wanted.delete(`${wrap.version} ${wrap.key}`) && isWrapFor(wrap, circle)
    )
    if (!isRight || wanted.size) throw new CircleRefused('wraps')
  }

  private key(id: string) {
    return this.known.keys.get(id)
  }
}

function claimsOf(list: string): ListClaims {
  try {
    return Jws.parse(list).claims as ListClaims
  } catch {
    throw new CircleRefused('list')
  }
}

/** Those before were verified when they came. */
async function verified(
  before: List[],
  list: string,
  { subject, circle }: { subject: string; circle: string },
  { cards }: ShownKeys
): Promise<List[]> {
  const texts = [...before.map(({ text }) => text), list]
  const where = { clinic: currentClinic().id, subject, circle }
  try {
    return await verifyLists(texts, where, (id) => cards.get(id), { verified: before })
  } catch (error) {
    if (error instanceof Tampered) throw new CircleRefused('list')
    throw error
  }
}
