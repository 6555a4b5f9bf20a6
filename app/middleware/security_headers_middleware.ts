import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** The headers that Shield does not set. A page may hold a client's data, so none is stored anywhere. */
export default class SecurityHeadersMiddleware {
  handle({ response }: HttpContext, next: NextFn) {
    response.header('Referrer-Policy', 'same-origin')
    response.header(
      'Permissions-Policy',
      'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
    )
    response.header('Cross-Origin-Opener-Policy', 'same-origin')
    response.header('Cross-Origin-Resource-Policy', 'same-origin')
    response.header('Cache-Control', 'no-store')
    return next()
  }
}
