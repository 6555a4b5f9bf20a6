import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Doorway } from '#members/doorway'
import { NotOpen } from '#members/helper_gate'
import { helperIn } from '#models/helper'
import { ask } from '#plugins/precautions'

/** What a route says that only hands out a file: there the proof is asked for where a plugin wants it. */
type Only = 'download'

/**
 * Lets only members pass who proved within the last minutes who they are: before changing how one signs
 * in, what others may do, or taking data out. The others are asked, and come back to the page they
 * asked for; after a form, to the page that it stood on. A script is told, and a helper has no proof to show, ever.
 */
export default class FreshMiddleware {
  handle(ctx: HttpContext, next: NextFn, only?: Only) {
    if (helperIn(ctx.member)) throw new NotOpen()
    const isAsked = only !== 'download' || ask('downloadsProved', { member: ctx.member })
    if (!isAsked || new Doorway(ctx).isProved) return next()
    const { request, response } = ctx
    if (request.accepts(['html', 'json']) === 'json')
      return response.status(403).send({ error: 'unproved' })
    return response
      .redirect()
      .status(303)
      .withQs({ next: wantedPage(ctx) })
      .toPath('/identity')
  }
}

function wantedPage({ request }: HttpContext) {
  if (request.method() === 'GET') return request.url(true)
  const referrer = request.header('referer')
  if (!referrer || !URL.canParse(referrer)) return '/'
  const { pathname, search } = new URL(referrer)
  return pathname + search
}
