/** SHA-256 of a text in base64url: what is written down when a note is signed. */
export async function digestOf(text: string) {
  const hash = await base64Digest(text)
  return hash.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The same in base64, as a Content-Security-Policy names a script. */
export async function base64Digest(text: string) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
}
