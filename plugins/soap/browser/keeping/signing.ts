import { type Circle, vault } from '../../../keys/browser/api.ts'
import type { NoteBody } from '../notes/body.ts'
import { digestOf } from './digest.ts'
import { reach } from './server.ts'

type ToSign = {
  circle: Circle
  type: 'soap-note' | 'soap-addendum'
  record: string
  version: number
  body: object
}

/** Seals what is final from now on, and says what of it is written down: the digest of what its author signed. */
export async function sealFinal({ circle, body, ...what }: ToSign) {
  const about = { ...what, client: circle.client }
  const envelope = await vault.seal({ ...about, circle, body })
  const { signed } = await vault.open(envelope, about)
  return { envelope, digest: await digestOf(signed) }
}

type Written = { start: { note: string }; circle: Circle; version: number; body: NoteBody }

/**
 * The author signs a note, as it is: nothing comes after it but addenda.
 *
 * @throws NotSent, and what the vault throws
 */
export async function signNote(draft: Written, sitting: string, name: string) {
  const { circle, start, version: before } = draft
  const version = before + 1
  const body = { ...draft.body, signed: { name } }
  const final = await sealFinal({ circle, type: 'soap-note', record: start.note, version, body })
  await reach('POST', `/notes/${start.note}/finalisation`, { version, sitting, ...final })
}
