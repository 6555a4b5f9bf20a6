import type { HttpContext } from '@adonisjs/core/http'

/** Scheme, host and port under which this request reached the clinic: links in its mails begin with it. */
export function originOf({ request }: HttpContext) {
  return new URL(request.completeUrl()).origin
}
