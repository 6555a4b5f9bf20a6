import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** Everything comes from here, and nothing is written into a page. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Beside our own files, word for word, the style that Turbo brings for its progress bar.
  "style-src 'self' 'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // Text becomes HTML or a script only as resources/js/trusted_types.ts allows. The document stays while Turbo changes pages, so
  // this is on every page, or it would be on none.
  "require-trusted-types-for 'script'",
  'trusted-types default fortrolig-inspection svelte-trusted-html',
]

/** A page may hold a client's data, so none is stored anywhere. */
const HEADERS = Object.entries({
  'Content-Security-Policy': POLICY.join('; '),
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': `max-age=${180 * 86_400}`,
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
})

/**
 * What a browser may do with our answers. The same for every one, errors and unknown addresses
 * included, so they are written out here; tokens against forms of other sites are not needed, see
 * #middleware/same_origin_middleware.
 */
export default class SecurityHeadersMiddleware {
  handle({ response }: HttpContext, next: NextFn) {
    for (const [name, value] of HEADERS) response.header(name, value)
    return next()
  }
}
