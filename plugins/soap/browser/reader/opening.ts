import { Decrypter } from 'age-encryption'
import {
  encryptedFiles,
  type FileKey,
  offline,
  type OfflineVault,
} from '../../../keys/browser/api.ts'
import type { AddendumBody, NoteBody } from '../notes/body.ts'
import { aboutOf, type Handed, verify } from '../notes/opening.ts'
import type { Taken } from '../taking/collecting.ts'
import { type PlainNotes, plainNotes } from '../taking/plain.ts'
import { fromBase64 } from '../files/base64.ts'
import { FILE } from '../files/opening.ts'
import type { FileIdentities } from '../taking/for_client.ts'
import type { Sealed, SealedForKey } from './sealed.ts'

/** What is read, and how many notes were not what they should be. */
export type Read = PlainNotes & { unreadable: number; identities: FileIdentities }

/** @throws when the passphrase, or the key file, is not the right one */
export async function openExport(
  sealed: Sealed,
  passphrase: string,
  keyFile: string
): Promise<Read> {
  if (sealed.kind === 'key') return openForKey(sealed, passphrase, keyFile)
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const text = await decrypter.decrypt(fromBase64(sealed.file), 'text')
  return { ...(JSON.parse(text) as Omit<Read, 'unreadable'>), unreadable: 0 }
}

async function openForKey(
  { kept, notes, takenAt, files }: SealedForKey,
  passphrase: string,
  keyFile: string
) {
  const { OfflineVault } = await offline()
  const vault = await OfflineVault.unlock(kept, keyFile, passphrase)
  const opened = await Promise.all(notes.map((note) => openNote(note, vault)))
  const readable = opened.filter((note) => note !== null)
  const identities = await identitiesOf(readable, files, vault)
  const unreadable = opened.length - readable.length
  return { ...plainNotes(readable), takenAt, unreadable, identities }
}

/** What opens the files; one that does not open says so when somebody asks for it. */
async function identitiesOf(
  notes: Taken[],
  envelopes: Record<string, string>,
  vault: OfflineVault
) {
  const identities: FileIdentities = {}
  for (const { row, body } of notes)
    for (const { id } of body.attachments) {
      const envelope = envelopes[id]
      const found = envelope && (await identityIn(envelope, { id, client: row.client }, vault))
      if (found) identities[id] = found
    }
  return identities
}

async function identityIn(
  envelope: string,
  { id, client }: { id: string; client: string },
  vault: OfflineVault
) {
  try {
    const { aboutFile } = await encryptedFiles()
    const about = aboutFile(envelope, { type: FILE, client, record: id })
    const { body } = await vault.open<FileKey>(envelope, about)
    return body.identity
  } catch {
    return null
  }
}

/** A note with what was added to it; null when it is not what its author signed. */
async function openNote(
  { row, clientName, addenda }: SealedForKey['notes'][number],
  vault: OfflineVault
): Promise<Taken | null> {
  const body = await bodyOf<NoteBody>(row, vault)
  if (!body) return null
  const added = await Promise.all(
    addenda.map(async (each) => ({ row: each, body: await bodyOf<AddendumBody>(each, vault) }))
  )
  const whole = added.flatMap(({ row: of, body: text }) => (text ? [{ row: of, body: text }] : []))
  return { row, clientName, body, addenda: whole }
}

/** What is inside, if it is what its author signed. */
async function bodyOf<Body>(row: Handed, vault: OfflineVault): Promise<Body | null> {
  try {
    const found = await vault.open<Body>(row.envelope, aboutOf(row))
    await verify(row, found)
    return found.body
  } catch {
    return null
  }
}
