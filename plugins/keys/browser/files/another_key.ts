import { Digest } from '../crypto/digest.ts'
import {
  NotAReader,
  NotPinned,
  Refused,
  SignedOut,
  Tampered,
  UnknownSigner,
  Unreachable,
} from '../crypto/faults.ts'
import { openFile } from '../crypto/files.ts'
import { open } from '../vault/opening.ts'
import type { Opened } from '../vault/records.ts'
import type { Shelf } from '../vault/shelf.ts'
import type { ExposedFile } from '../vault/wire.ts'
import { aboutFile, enveloped, type FileKey, unenveloped } from './enveloped.ts'
import { counting, sealAside, type SealedAside } from './sealing.ts'
import { send } from './sending.ts'
import { Source } from './source.ts'

type Watched = { tell: (part: number) => void; signal: AbortSignal }

/** It does not open, or not to its end; it is left as it is. */
export class DoesNotOpen extends Tampered {
  /** @param called how the file is called, if at least its envelope opened */
  constructor(readonly called: string | null) {
    super('does not open')
  }
}

/**
 * Encrypts a file anew: another key of its own, in the next envelope of the file, under the newest record key of its circle.
 * It streams through, and what is sent was opened as a reader will open it; the server gives up the old one when it has
 * exactly that.
 *
 * @param shelf with the circle of the file, whose record key was renewed
 * @returns whether it was there to be encrypted anew
 * @throws DoesNotOpen
 * @throws Tampered | NotAReader when it is its circle that is not right: the file may well be
 * @throws NotPinned | Refused | SignedOut | Unreachable
 */
export async function sealFileAnew(file: ExposedFile, shelf: Shelf, watched: Watched) {
  mustBeRight(file, shelf)
  const path = `/keys/files/${file.id}`
  const source = await fetchFrom(path, watched.signal)
  // Somebody was faster, or it is gone with its note.
  if (!source) return false
  const { key, anew } = await sealedAnew(file, source, shelf, watched)
  try {
    const envelope = await nextEnvelope(file, key, anew, shelf)
    const content = enveloped(envelope, anew.file)
    const digest = await proved(content, { ...file, sha256: anew.sha256 }, shelf)
    const tell = (part: number) => watched.tell((1 + part) / 2)
    const { signal } = watched
    mustBeTaken(await send({ method: 'PUT', path, content, digest }, { tell, signal }))
  } finally {
    await anew.remove()
  }
  return true
}

/** Whoever cannot open its circle learns nothing of the file. */
function mustBeRight({ circle: id, about: { client } }: ExposedFile, shelf: Shelf) {
  const circle = shelf.find(id)
  if (!circle) throw new NotAReader()
  if (circle.client !== client) throw new Tampered('a circle of another client')
}

/** @returns null when it is not there to be encrypted anew */
async function fetchFrom(path: string, signal: AbortSignal): Promise<Source | null> {
  const answer = await fetch(path, { signal }).catch(() => null)
  if (!answer || answer.status >= 500) throw new Unreachable()
  if (answer.redirected || answer.status === 401) throw new SignedOut()
  if (answer.status === 404) return null
  if (answer.status === 410) throw new DoesNotOpen(null)
  if (!answer.ok || !answer.body) throw new Refused(String(answer.status))
  return new Source(answer.body)
}

async function sealedAnew(
  { about, size }: ExposedFile,
  source: Source,
  shelf: Shelf,
  { tell }: Watched
): Promise<{ key: Opened<FileKey>; anew: SealedAside }> {
  let key: Opened<FileKey> | null = null
  try {
    const { envelope, sealed } = await unenveloped(source.stream)
    key = await open<FileKey>({ envelope, about: aboutFile(envelope, about) }, shelf)
    const plain = await openFile(sealed, key.body.identity, null)
    const anew = await sealAside(counting(plain, (bytes) => tell(bytes / size / 2)))
    return { key, anew }
  } catch (fault) {
    await source.giveUp()
    // A connection that is gone looks like a file that was cut.
    if (source.isBroken) throw new Unreachable()
    if (fault instanceof UnknownSigner) throw new NotPinned(fault.key)
    throw fault instanceof Tampered ? new DoesNotOpen(key?.body.name ?? null) : fault
  }
}

function nextEnvelope(
  { id: record, about: { type, client, version } }: ExposedFile,
  { body, circle: { id } }: Opened<FileKey>,
  { identity }: SealedAside,
  shelf: Shelf
) {
  const about = { type, client, record, version: version + 1 }
  return shelf.find(id)!.seal({ ...about, body: { ...body, identity } })
}

/**
 * Opens it as its readers will, before the old one is given up for it.
 *
 * @returns SHA-256 of what it was, all of it
 */
async function proved(content: Blob, file: ExposedFile & { sha256: string }, shelf: Shelf) {
  const digest = new Digest()
  const { envelope, sealed } = await unenveloped(digest.watch(content.stream()))
  const { body } = await open<FileKey>({ envelope, about: aboutFile(envelope, file.about) }, shelf)
  const opened = await openFile(sealed, body.identity, file.sha256)
  await opened.pipeTo(new WritableStream())
  return digest.bytes
}

/** 409 and 404: somebody was faster. Whether anything is left the server knows. */
function mustBeTaken(status: number) {
  if ([204, 404, 409].includes(status)) return
  if (status === 200 || status === 401) throw new SignedOut()
  if (status === 0 || status >= 500) throw new Unreachable()
  throw new Refused(String(status))
}
