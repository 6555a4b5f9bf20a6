import { encryptedFiles } from '../../../keys/browser/api.ts'
import { inBase64 } from '../files/base64.ts'
import type { SealedForPassphrase } from '../reader/sealed.ts'
import type { Enclosed } from './files.ts'
import type { PlainNotes } from './plain.ts'

/** What opens the files beside notes, by the ids of the files. */
export type FileIdentities = Record<string, string>

/** Notes for a client who asks for hers: an age file that only her passphrase opens. */
export async function sealedForClient(
  plain: PlainNotes,
  files: Enclosed[],
  passphrase: string
): Promise<SealedForPassphrase> {
  const { sealFileForPassphrase } = await encryptedFiles()
  const identities = Object.fromEntries(files.map(({ id, identity }) => [id, identity]))
  const text = JSON.stringify({ ...plain, identities })
  const file = await inBase64(await sealFileForPassphrase(new Blob([text]).stream(), passphrase))
  return { kind: 'passphrase', file: await file.text() }
}
