/**
 * What may become part of a page from text (Trusted Types, which the CSP demands): HTML without scripts of its own, scripts
 * from our own files, and data. Turbo puts in whole pages, Svelte the calendar's templates; nobody else should.
 *
 * Imported before everything else, because whatever comes earlier would be refused.
 */
type Policy = { createHTML(text: string): string }
type Rules = {
  createHTML?(text: string): string | null
  createScript?(text: string): string | null
  createScriptURL?(url: string): string | null
}
declare global {
  interface Window {
    trustedTypes?: { createPolicy(name: string, rules: Rules): Policy }
  }
}

const SUSPICIOUS =
  /<script(?! type="module" src="\/assets\/)|<iframe|<object|<embed|\son\w+\s*=|javascript:/i

const inspection = window.trustedTypes?.createPolicy('fortrolig-inspection', {
  createHTML: (text) => text,
})

window.trustedTypes?.createPolicy('default', {
  createHTML: (text) => (!SUSPICIOUS.test(text) || isHarmless(text) ? text : null),
  // Turbo fills a script that it puts in with its text, which is none when it has an address.
  createScript: (text) => (text === '' || isData(text) ? text : null),
  createScriptURL: (url) => (isOurs(url) ? url : null),
})

/** Words that look like code are allowed where they are words: so it is read as a browser would. */
function isHarmless(text: string) {
  const read = new DOMParser().parseFromString(inspection!.createHTML(text), 'text/html')
  // What is inside a template is in a document of its own.
  const parts = [read, ...[...read.querySelectorAll('template')].map(({ content }) => content)]
  return parts.every((part) => [...part.querySelectorAll('*')].every(isHarmlessElement))
}

function isHarmlessElement(element: Element) {
  if (element.matches('iframe[srcdoc], object, embed')) return false
  if (element instanceof HTMLScriptElement && !isHarmlessScript(element)) return false
  return [...element.attributes].every(
    ({ name, value }) => !name.startsWith('on') && !/^\s*javascript:/i.test(value)
  )
}

function isHarmlessScript({ src, type, textContent }: HTMLScriptElement) {
  return src ? isOurs(src) : type === 'application/json' || !textContent
}

function isOurs(url: string) {
  const { origin, pathname } = new URL(url, location.href)
  return origin === location.origin && (import.meta.env.DEV || pathname.startsWith('/assets/'))
}

function isData(text: string) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
