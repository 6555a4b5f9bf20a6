import { Exception } from '@adonisjs/core/exceptions'
import type { HttpRequest } from '@adonisjs/core/http'

export const LARGEST_MB = 20
const LARGEST = LARGEST_MB * 1024 * 1024

/** A browser only shows an answer once it has sent everything, so a file that is too large is still heard out, up to here. */
const PATIENCE = 10 * LARGEST

export type Upload = { name: string; bytes: Buffer }
export type UploadRefusal = 'missing' | 'too_large'

/** Takes the field `file` of a form from the wire into memory: it must not lie in a temporary folder. */
export async function receiveUpload(request: HttpRequest): Promise<Upload | UploadRefusal> {
  if (!request.multipart) return 'missing'
  let name = ''
  let size = 0
  const chunks: Buffer[] = []
  request.multipart.onFile('file', {}, async (part) => {
    name = part.filename
    for await (const chunk of part) {
      size += chunk.length
      if (size <= LARGEST) chunks.push(chunk)
      if (size > PATIENCE) request.multipart.abort(new TooLarge())
    }
  })
  await request.multipart.process()
  if (!name) return 'missing'
  return size > LARGEST ? 'too_large' : { name: name.slice(-255), bytes: Buffer.concat(chunks) }
}

class TooLarge extends Exception {
  static status = 413
  static code = 'E_REQUEST_ENTITY_TOO_LARGE'
}
