import { fromBase64url, textOf } from '../browser/crypto/bytes.ts'
import type { WrapRow } from '../browser/vault/wire.ts'

const LONGEST = 2000
/** A JWE of ECDH-ES+A256KW: header, encrypted key (40 bytes), initial value (12), a secret of 32 bytes, tag (16). */
const WRAP = /^([\w-]+)\.[\w-]{54}\.[\w-]{16}\.[\w-]{43}\.[\w-]{22}$/

/** Whether a wrap looks like one, and names this circle, its version and its reader. Nobody but the reader can tell more. */
export function isWrapFor({ version, key, wrap }: WrapRow, circle: string): boolean {
  const [, header] = (wrap.length <= LONGEST && WRAP.exec(wrap)) || []
  if (!header) return false
  try {
    const { alg, enc, kid, typ, ...named } = JSON.parse(textOf(fromBase64url(header)))
    const isRight = alg === 'ECDH-ES+A256KW' && enc === 'A256GCM' && typ === 'wrap' && kid === key
    return isRight && named.circle === circle && named.version === version
  } catch {
    return false
  }
}
