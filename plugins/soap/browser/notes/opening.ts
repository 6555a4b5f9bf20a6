import {
  type About,
  NotAReader,
  type Opened,
  Tampered,
  type ToOpen,
  vault,
} from '../../../keys/browser/api.ts'
import { digestOf } from '../keeping/digest.ts'
import type { NoteRow } from '../keeping/server.ts'

/** An envelope that the server handed out, with what it must be. */
export type Handed = NoteRow & { envelope: string; type: string }

export function isHanded(row: NoteRow): row is Handed {
  return row.envelope !== null && row.type !== null
}

/** What this envelope must be about. */
export function aboutOf({ id, type, version, client }: Handed): About {
  return { type, client, record: id, version }
}

function toOpen(row: Handed): ToOpen & { row: Handed } {
  return { row, envelope: row.envelope, about: aboutOf(row) }
}

/**
 * Opens a note, and holds it against what was written down when it was signed.
 *
 * @throws what the vault throws; Tampered too when it is not what was signed
 */
export async function openNote<Body>(row: Handed): Promise<Opened<Body>> {
  const opened = await openFresh<Body>(toOpen(row))
  await verify(row, opened)
  return opened
}

type Outcome = {
  opened: (row: Handed, body: unknown) => void
  failed: (row: Handed, fault: unknown) => void
}

/** Opens many, and tells of each: what it says, or what is wrong with it. Those without an envelope are left out. */
export async function openAll(rows: NoteRow[], { opened, failed }: Outcome, signal?: AbortSignal) {
  const verifying: Promise<void>[] = []
  await vault.openMany(
    rows.filter(isHanded).map(toOpen),
    (one) => {
      const { row } = one.item
      if ('fault' in one) return failed(row, one.fault)
      const tell = () => opened(row, one.opened.body)
      verifying.push(verify(row, one.opened).then(tell, (fault) => failed(row, fault)))
    },
    signal
  )
  await Promise.all(verifying)
}

/** @throws Tampered when a draft is passed off as signed, a signed note as a draft, or another one as this one */
export async function verify(row: Handed, { signed, author }: Opened) {
  const isSigned = row.type !== 'soap-draft'
  const isSaidSigned = row.finalisedBy === 'author'
  if (isSigned !== isSaidSigned) throw new Tampered()
  if (isSigned && (await digestOf(signed)) !== row.digest) throw new Tampered()
  if (author.member !== row.author.id) throw new Tampered()
}

/** The server hands an envelope to readers only: who is none, as far as the vault knows, has become one since it asked. */
export async function openFresh<Body>({ envelope, about }: ToOpen) {
  try {
    return await vault.open<Body>(envelope, about)
  } catch (error) {
    if (!(error instanceof NotAReader)) throw error
    vault.refresh()
    return vault.open<Body>(envelope, about)
  }
}
