const ANY_ORIGIN = 'http://same.invalid'

/**
 * Where to go after signing in or proving who one is: the path that was asked for, if it is a page of
 * this site. Everything else (`//elsewhere.test`, `/\elsewhere.test`, `javascript:`) leads to the fallback.
 */
export function returnPath(wanted: unknown, fallback = '/') {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return fallback
  if (!URL.canParse(wanted, ANY_ORIGIN)) return fallback
  const { origin, pathname, search, hash } = new URL(wanted, ANY_ORIGIN)
  const leadsAway = origin !== ANY_ORIGIN || pathname.startsWith('//')
  const leadsInCircles = /^\/(sign-in|sign-out|identity)(\/|$)/.test(pathname)
  return leadsAway || leadsInCircles ? fallback : pathname + search + hash
}
