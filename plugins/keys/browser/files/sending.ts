export type ToSend = {
  method: 'POST' | 'PUT'
  path: string
  content: Blob
  /** SHA-256 of the content: what arrives as anything else is not taken (RFC 9530). */
  digest?: Uint8Array
}

type Watched = { tell: (part: number) => void; signal?: AbortSignal }

/**
 * Sends something large, and tells how far it is, from 0 to 1. `fetch` cannot tell that yet.
 *
 * @returns the status of the answer; 0 when none came, or somebody stopped it
 */
export function send({ method, path, content, digest }: ToSend, { tell, signal }: Watched) {
  return new Promise<number>((resolve) => {
    const request = new XMLHttpRequest()
    request.open(method, path)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    const said = digest && btoa(String.fromCharCode(...digest))
    if (said) request.setRequestHeader('Content-Digest', `sha-256=:${said}:`)
    request.upload.onprogress = ({ loaded, total }) => tell(loaded / total)
    request.onloadend = () => resolve(request.status)
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(content)
    if (signal?.aborted) request.abort()
  })
}
