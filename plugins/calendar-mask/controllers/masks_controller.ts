import type { HttpContext } from '@adonisjs/core/http'
import { returnPath } from '#members/return_path'
import { Mask } from '../models/mask.js'

/** The eye: names are hidden, or shown again, on the page that it was clicked on and on all others. */
export default class MasksController {
  store(ctx: HttpContext) {
    Mask.of(ctx.member).putOn()
    return back(ctx)
  }

  destroy(ctx: HttpContext) {
    Mask.of(ctx.member).takeOff()
    return back(ctx)
  }
}

/** The same page again, with its query: the week that was looked at stays. */
function back({ request, response }: HttpContext) {
  const referer = request.header('referer') ?? ''
  const { pathname, search } = URL.canParse(referer)
    ? new URL(referer)
    : { pathname: '/', search: '' }
  return response
    .redirect()
    .status(303)
    .toPath(returnPath(pathname + search))
}
