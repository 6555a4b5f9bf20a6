import { NotSent } from '../keeping/server.ts'

/** Sends an encrypted file, and tells how far it is, from 0 to 1. `fetch` cannot tell that yet. */
export function send(path: string, sealed: Blob, onProgress: (part: number) => void) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total)
    request.onerror = () => reject(new NotSent('offline'))
    request.onload = () =>
      request.status === 201 ? resolve() : reject(new NotSent(problemOf(request.status)))
    request.send(sealed)
  })
}

function problemOf(status: number) {
  // Who is signed out is led to a page: what comes back is that page.
  if (status === 200) return 'signed_out'
  return status >= 500 ? 'offline' : 'refused'
}
