import { Refused, SignedOut, Stale, Unreachable } from '../crypto/faults.ts'
import type { Bytes } from '../crypto/bytes.ts'
import { pack, type Parcel, PARCEL_TYPE, unpack } from './parcel.ts'
import type {
  CardsAnswer,
  CircleRow,
  CirclesAnswer,
  EnvelopesAnswer,
  EnvelopesPosted,
  FilesAnswer,
  FirstPosted,
  ListsPosted,
  RefusalAnswer,
} from './wire.ts'

/** What the vault asks the server for. Nothing that it sends is secret. */
export const server = {
  cards: () => ask<CardsAnswer>('/keys/cards'),

  /** @param asked `client`: of one; `recovery`: the id of the recovery key, to open them with that one */
  async circles(asked: { client?: string; recovery?: string }): Promise<CircleRow[]> {
    const given = Object.entries(asked).filter(([, value]) => value)
    const { circles } = await ask<CirclesAnswer>(`/keys/circles?${new URLSearchParams(given)}`)
    return circles
  },

  async found(step: FirstPosted): Promise<CircleRow> {
    const { circles } = await ask<CirclesAnswer>('/keys/circles', 'POST', step)
    return circles[0]
  },

  /** @throws Stale | Refused, and nothing of it is taken */
  async goOn(posted: ListsPosted): Promise<CircleRow[]> {
    const { circles } = await ask<CirclesAnswer>('/keys/circles', 'PUT', posted)
    return circles
  },

  /** @returns what is asked for next */
  async sealedAnew(posted: EnvelopesPosted, bytes: Bytes[]): Promise<Parcel<EnvelopesAnswer>> {
    const body = pack(posted, bytes)
    const response = await send('/keys/envelopes', { method: 'PUT', type: PARCEL_TYPE, body })
    const answer = await response.arrayBuffer().catch(() => {
      throw new Unreachable()
    })
    return unpack(new Uint8Array(answer))
  },

  exposedFiles: () => ask<FilesAnswer>('/keys/files'),
}

async function ask<Answer>(path: string, method = 'GET', said?: unknown): Promise<Answer> {
  const body = said ? JSON.stringify(said) : undefined
  const response = await send(path, { method, type: 'application/json', body })
  return response.json().catch(() => ({}))
}

type Sent = { method: string; type: string; body?: Bytes | string }

/** @throws Unreachable | SignedOut | Stale | Refused */
async function send(path: string, { method, type, body }: Sent): Promise<Response> {
  const headers = { 'Accept': 'application/json', 'Content-Type': type }
  const response = await fetch(path, { method, headers, body }).catch(() => {
    throw new Unreachable()
  })
  // Who is not signed in is sent to the page where one signs in.
  if (response.redirected || response.status === 401) throw new SignedOut()
  if (response.status >= 500) throw new Unreachable()
  if (response.status === 409) throw new Stale()
  if (!response.ok) throw new Refused(await whyRefused(response))
  return response
}

async function whyRefused(response: Response) {
  const answer: Partial<RefusalAnswer> = await response.json().catch(() => ({}))
  return answer.error ?? String(response.status)
}
