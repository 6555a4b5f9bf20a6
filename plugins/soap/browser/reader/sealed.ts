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
}

/** What an offline reader carries. */
export type Sealed = SealedForPassphrase | SealedForKey

export function toBase64(bytes: Uint8Array) {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

export function fromBase64(text: string) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}
