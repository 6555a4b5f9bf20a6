import type { Kept } from '../../../keys/browser/api.ts'
import type { Handed } from '../notes/opening.ts'

/** Notes for whoever knows a passphrase: an age file, in base64. */
export type SealedForPassphrase = { kind: 'passphrase'; file: string }

/** Notes for whoever has a key file: the envelopes as they are, and what the server has for that key. */
export type SealedForKey = {
  kind: 'key'
  takenAt: string
  kept: Kept
  notes: { row: Handed; clientName: string; addenda: Handed[] }[]
  /** The envelopes of the files, by their ids. */
  files: Record<string, string>
}

/** What an offline reader carries. The files beside the notes lie beside it, each as an age file of its own. */
export type Sealed = SealedForPassphrase | SealedForKey
