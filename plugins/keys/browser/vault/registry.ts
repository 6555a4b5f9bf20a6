import { prove, type Challenge } from '../crypto/canary.ts'
import { NotTaken } from '../crypto/faults.ts'
import {
  type CardClaims,
  type Keys,
  makeCard,
  type PublicKey,
  readCard,
} from '../crypto/key_pair.ts'
import type { CardsAnswer, ExposedFile, KeptPlace, PlacesAnswer } from './wire.ts'

/** Tells the server of a new key: its public half, signed by itself. */
export async function register(keys: Keys, claims: CardClaims, form?: 'words' | 'shares') {
  await post('/keys/keys', { card: await makeCard(keys, claims), form })
}

/**
 * Shows the server that this key opens what was encrypted to it.
 *
 * @param why for a key that takes the place of another
 */
export async function proveKey(keys: Keys, clinic: string, why?: string) {
  const address = `/keys/keys/${keys.id}`
  const challenge = (await post(`${address}/challenges`, {})) as Challenge
  await post(`${address}/proofs`, { proof: await prove(keys, clinic, challenge), why })
}

/** A key as its own card tells of it; null when the server has none. */
export async function cardOf(key: string, clinic: string): Promise<PublicKey | null> {
  const { cards } = (await ask('/keys/cards')) as CardsAnswer
  const found = cards.find((each) => each.key === key)
  return found ? readCard(found.card, clinic) : null
}

/** Keeps a pin with the server. */
export function keepPin(pin: string) {
  return post('/keys/pins', { pin })
}

/** Lays a key down for which nothing is left to open. */
export function retire(key: string) {
  return post(`/keys/keys/${key}/retirement`, {})
}

/** Gives up a file that does not open any more, of this version and no other. */
export function giveUpFile({ id, about: { version } }: ExposedFile) {
  return ask(`/keys/files/${id}?version=${version}`, { method: 'DELETE' })
}

/** Where these envelopes are, as far as the member reads them; of many only some. */
export async function placesOf(envelopes: string[]): Promise<KeptPlace[]> {
  const ids = envelopes.map((id) => ['ids[]', id])
  const { places } = (await ask(`/keys/envelopes?${new URLSearchParams(ids)}`)) as PlacesAnswer
  return places
}

function post(address: string, body: object) {
  const headers = { 'content-type': 'application/json' }
  return ask(address, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** @throws NotTaken */
async function ask(address: string, { headers, ...more }: RequestInit = {}): Promise<unknown> {
  const accepting = { ...headers, accept: 'application/json' }
  const answer = await fetch(address, { ...more, headers: accepting }).catch(() => null)
  if (!answer || answer.status >= 500) throw new NotTaken('unreachable')
  if (answer.status === 403 && (await isUnproved(answer))) throw new NotTaken('unproved')
  if (!answer.ok || answer.redirected) throw new NotTaken('refused')
  return answer.status === 204 ? null : answer.json()
}

/** The member is to show again who they are. */
async function isUnproved(answer: Response) {
  const said = await answer.json().catch(() => null)
  return said?.error === 'unproved'
}
