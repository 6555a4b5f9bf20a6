/** A note as the server tells of it; `envelope` is null for who is not among its readers. */
export type NoteRow = {
  id: string
  client: string
  appointment: string | null
  parent: string | null
  author: { id: string; name: string }
  version: number
  circle: string
  createdAt: string
  writtenAt: string
  finalisedAt: string | null
  finalisedBy: 'author' | 'schedule' | null
  digest: string | null
  type: string | null
  sitting: string | null
  envelope: string | null
}

export type Content = {
  note: NoteRow
  addenda: NoteRow[]
  attachments: SealedKey[]
}
/** What opens a file beside a note. */
export type SealedKey = { id: string; envelope: string }
export type VersionRow = {
  version: number
  type: string
  circle: string
  envelope: string
  author: string
  at: string
}
export type TemplateRow = { id: string; version: number; circle: string; envelope: string }
export type EnvelopesPage = {
  notes: NoteRow[]
  clients: Record<string, string>
  next: string | null
}

/** `circle`: its readers changed meanwhile, so that it must be sealed anew. */
export type SendProblem = 'offline' | 'signed_out' | 'stale' | 'circle' | 'final' | 'refused'

/** What became of something that was sent, where it did not arrive. */
export class NotSent extends Error {
  constructor(
    readonly problem: SendProblem,
    /** Of a stale version: the one that is there. */
    readonly version = 0
  ) {
    super(problem)
  }
}

const HINDRANCES = ['unproved', 'unapproved', 'exposed'] as const

/**
 * Not yet: the member has to prove who they are before notes leave, or a second person has to approve it; or a file is to be
 * encrypted anew before it gets other readers.
 */
export class Withheld extends Error {
  constructor(readonly until: (typeof HINDRANCES)[number]) {
    super(until)
  }
}

const CONFLICTS = ['stale', 'circle'] as const

const GIVEN_UP_AFTER_MS = 20_000

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * Asks the server for JSON, or gives it some.
 *
 * @throws NotSent, Withheld
 */
export async function reach<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`/soap${path}`, {
    method,
    // Who is not signed in any more is sent to the sign-in: that must not look like an answer.
    redirect: 'manual',
    headers: { 'Accept': 'application/json', 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    // A connection that only seems to be there must not hold a note for ever.
    signal: AbortSignal.timeout(GIVEN_UP_AFTER_MS),
  }).catch(() => null)
  if (!answer || answer.status >= 500) throw new NotSent('offline')
  if (answer.type === 'opaqueredirect') throw new NotSent('signed_out')
  const parsed = await parsedOf(answer)
  if (answer.ok && parsed === undefined) throw new NotSent('offline')
  if (answer.ok) return parsed as Answer
  const hindrance = HINDRANCES.find((each) => each === parsed?.error)
  if (hindrance) throw new Withheld(hindrance)
  if (answer.status !== 409) throw new NotSent('refused')
  throw new NotSent(CONFLICTS.find((each) => each === parsed?.error) ?? 'final', parsed?.version)
}

/** Undefined where it is not the server that speaks: a proxy, or a connection that ended in the middle of a sentence. */
async function parsedOf(answer: Response) {
  try {
    const text = await answer.text()
    return text ? JSON.parse(text) : null
  } catch {
    return undefined
  }
}
