import { defineConfig } from '@adonisjs/shield'

/**
 * No token against cross-site requests: #middleware/same_origin_middleware refuses them by
 * what the browser itself says, so that a visitor's GET needs no session. The other
 * headers are set by #middleware/security_headers_middleware.
 */
export default defineConfig({
  csrf: { enabled: false },
  csp: {
    enabled: true,
    directives: {
      defaultSrc: [`'self'`],
      scriptSrc: [`'self'`],
      // Beside our own files, word for word, the style that Turbo brings for its progress bar.
      styleSrc: [`'self'`, `'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='`],
      imgSrc: [`'self'`, 'data:', 'blob:'],
      fontSrc: [`'self'`],
      connectSrc: [`'self'`],
      objectSrc: [`'none'`],
      baseUri: [`'none'`],
      formAction: [`'self'`],
      frameAncestors: [`'none'`],
    },
  },
  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: true, maxAge: '180 days' },
  contentTypeSniffing: { enabled: true },
})
