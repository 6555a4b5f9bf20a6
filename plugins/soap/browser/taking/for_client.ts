import { sealText } from '../files/age.ts'
import { inBase64 } from '../files/base64.ts'
import type { SealedForPassphrase } from '../reader/sealed.ts'
import type { PlainNotes } from './plain.ts'

/** Notes for a client who asks for hers: an age file that only her passphrase opens. */
export async function sealedForClient(
  plain: PlainNotes,
  passphrase: string
): Promise<SealedForPassphrase> {
  const file = await inBase64(await sealText(JSON.stringify(plain), passphrase))
  return { kind: 'passphrase', file: await file.text() }
}
