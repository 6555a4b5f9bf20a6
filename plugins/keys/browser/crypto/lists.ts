import { base64url, sha256, utf8 } from './bytes.ts'
import { NotAReader, Tampered } from './faults.ts'
import { isSubject, isUuid } from './ids.ts'
import { Jws, signJws } from './jws.ts'
import type { Keys, PublicKey } from './key_pair.ts'

/** What the list of a circle says. `before` is the SHA-256 of the list before it, null in the first. */
export type ListClaims = {
  clinic: string
  subject: string
  circle: string
  version: number
  readers: string[]
  check: string
  before: string | null
}

/** A list whose signature and place in the chain were verified. */
export type List = ListClaims & { signer: string; text: string }

const MOST_READERS = 100
const WHERE = ['clinic', 'subject', 'circle'] as const
const KEY_ID = /^[\w-]{43}$/

/** A list of readers, as a JWS. The order of readers means nothing, so it is always the same. */
export function signList(keys: Keys, { readers, ...claims }: ListClaims): Promise<string> {
  const { clinic, subject, circle, version, check, before } = claims
  const sorted = [...new Set(readers)].sort()
  return signJws(keys.sign, keys.id, {
    ...{ typ: 'readers', clinic, subject, circle, version },
    ...{ readers: sorted, check, before },
  })
}

/**
 * The lists of a circle, from the first to the last, each verified: signed by a reader of the list before it, the first
 * by a reader of its own; naming the hash of the list before it; of the same version with the same record key, or of the
 * next with another. Whether to believe the last is a question for `signerToCompare`.
 *
 * @param where what every list must name
 * @param keyOf the key with this id, from its card
 * @param known `verified`: those that were verified before, of which nothing is looked at again if they are the first of these;
 *   `written`: one that has just been signed here, so that its signature is not looked at
 * @throws Tampered
 */
export async function verifyLists(
  texts: string[],
  where: { clinic: string; subject: string; circle: string },
  keyOf: (id: string) => PublicKey | undefined,
  { verified = [], written }: { verified?: List[]; written?: string } = {}
): Promise<List[]> {
  const isHere = (list: List) => WHERE.every((name) => list[name] === where[name])
  const isKnown = verified.every((list, at) => list.text === texts[at] && isHere(list))
  const lists = isKnown ? [...verified] : []
  for (const text of texts.slice(lists.length)) {
    const list = text === written ? parseList(text) : await signedList(text, keyOf)
    if (!isHere(list)) throw new Tampered('the list of another circle')
    await mustFollow(list, lists.at(-1))
    lists.push(list)
  }
  if (!lists.length) throw new Tampered('no list')
  return lists
}

/**
 * Why a verified chain of lists is not believed: the id of the key that signed the last one, when it is not pinned. Null
 * when it is believed.
 *
 * @param own the key that a wrap was opened with
 * @param pinned the keys that this member compared, and their own
 * @throws NotAReader when the member is not in the last list
 * @throws Tampered when no recovery key is
 */
export function signerToCompare(
  { readers, signer }: List,
  { own, pinned, recovery }: { own: string; pinned: Set<string>; recovery: string[] }
): string | null {
  if (!readers.includes(own)) throw new NotAReader()
  if (!recovery.some((key) => readers.includes(key))) throw new Tampered('without a recovery key')
  return pinned.has(signer) ? null : signer
}

const hashes = new WeakMap<List, Promise<string>>()

/** What the next list names: SHA-256 of this one as it stands. Asked for when that is made and when it is verified. */
export function hashOf(list: List): Promise<string> {
  const known = hashes.get(list) ?? sha256(utf8(list.text)).then(base64url)
  hashes.set(list, known)
  return known
}

/**
 * A list as it says of itself, for whoever keeps what was verified when it came.
 *
 * @throws Tampered
 */
export function parseList(text: string): List {
  const { claims, kid } = Jws.parse(text)
  if (!isList(claims)) throw new Tampered('not a list')
  return { ...(claims as ListClaims), signer: kid, text }
}

async function signedList(text: string, keyOf: (id: string) => PublicKey | undefined) {
  const jws = Jws.parse(text)
  const signer = keyOf(jws.kid)
  if (!signer) throw new Tampered('signed by nobody')
  await jws.mustBeSigned(signer.verify)
  if (!isList(jws.claims)) throw new Tampered('not a list')
  return { ...(jws.claims as ListClaims), signer: jws.kid, text }
}

async function mustFollow(list: List, previous: List | undefined) {
  if (!previous) {
    const isFirst = list.version === 1 && list.before === null && list.readers.includes(list.signer)
    if (!isFirst) throw new Tampered('not a first list')
    return
  }
  const isNext = list.version === previous.version + 1 && list.check !== previous.check
  const isSame = list.version === previous.version && list.check === previous.check
  const isByReader = previous.readers.includes(list.signer)
  const isAfter = list.before === (await hashOf(previous))
  if (!(isNext || isSame) || !isByReader || !isAfter) throw new Tampered('not the next list')
}

function isList(claims: { [name: string]: unknown }) {
  const { typ, circle, subject, version, readers, check, before } = claims
  return (
    typ === 'readers' &&
    isUuid(circle) &&
    isSubject(subject) &&
    Number.isSafeInteger(version) &&
    typeof check === 'string' &&
    (before === null || typeof before === 'string') &&
    Array.isArray(readers) &&
    readers.length > 0 &&
    readers.length <= MOST_READERS &&
    readers.every((id, at) => KEY_ID.test(id) && (at === 0 || readers[at - 1] < id))
  )
}
