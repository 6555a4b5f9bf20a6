import { type Circle, vault } from '../../../keys/browser/api.ts'
import { digestOf } from './digest.ts'

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
