import { Refused, SignedOut, Stale, Unreachable } from '../crypto/faults.ts'
import type {
  CardsAnswer,
  CircleRow,
  CirclesAnswer,
  EnvelopesAnswer,
  EnvelopesPosted,
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
  sealedAnew: (posted: EnvelopesPosted) => ask<EnvelopesAnswer>('/keys/envelopes', 'PUT', posted),
}

async function ask<Answer>(path: string, method = 'GET', body?: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method,
    headers: { 'Accept': 'application/json', 'Content-Type': 'application/json' },
    body: body ? JSON.stringify(body) : undefined,
  }).catch(() => {
    throw new Unreachable()
  })
  // Who is not signed in is sent to the page where one signs in.
  if (response.redirected || response.status === 401) throw new SignedOut()
  if (response.status >= 500) throw new Unreachable()
  const answer = (await response.json().catch(() => ({}))) as Answer & Partial<RefusalAnswer>
  if (response.status === 409) throw new Stale()
  if (!response.ok) throw new Refused(answer.error ?? String(response.status))
  return answer
}
