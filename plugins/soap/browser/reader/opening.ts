import { Decrypter } from 'age-encryption'
import { OfflineVault } from '../../../keys/browser/api.ts'
import type { AddendumBody, NoteBody } from '../notes/body.ts'
import { aboutOf, type Handed, verify } from '../notes/opening.ts'
import { type PlainNotes, plainNotes } from '../taking/plain.ts'
import { fromBase64, type Sealed, type SealedForKey } from './sealed.ts'

/** What is read, and how many notes were not what they should be. */
export type Read = PlainNotes & { unreadable: number }

/** @throws when the passphrase, or the key file, is not the right one */
export async function openSealed(
  sealed: Sealed,
  passphrase: string,
  keyFile: string
): Promise<Read> {
  if (sealed.kind === 'key') return openForKey(sealed, passphrase, keyFile)
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const text = await decrypter.decrypt(fromBase64(sealed.file), 'text')
  return { ...(JSON.parse(text) as PlainNotes), unreadable: 0 }
}

async function openForKey(
  { kept, notes, takenAt }: SealedForKey,
  passphrase: string,
  keyFile: string
) {
  const vault = await OfflineVault.unlock(kept, keyFile, passphrase)
  const opened = await Promise.all(
    notes.map(async ({ row, clientName, addenda }) => ({
      ...{ row, clientName, body: await bodyOf<NoteBody>(row) },
      addenda: await Promise.all(
        addenda.map(async (added) => ({ row: added, body: await bodyOf<AddendumBody>(added) }))
      ),
    }))
  )
  const readable = opened.filter(({ body }) => body !== null)
  const whole = readable.map((note) => ({
    ...note,
    body: note.body!,
    addenda: note.addenda.flatMap(({ row, body }) => (body ? [{ row, body }] : [])),
  }))
  return { ...plainNotes(whole), takenAt, unreadable: opened.length - readable.length }

  /** What is inside, if it is what its author signed. */
  async function bodyOf<Body>(row: Handed): Promise<Body | null> {
    try {
      const found = await vault.open<Body>(row.envelope, aboutOf(row))
      await verify(row, found)
      return found.body
    } catch {
      return null
    }
  }
}
