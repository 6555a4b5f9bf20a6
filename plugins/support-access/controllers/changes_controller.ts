import { errors } from '@adonisjs/core/http'
import type { HttpContext } from '@adonisjs/core/http'
import { helperIn } from '#models/helper'
import { liveStream } from '#pages/live_stream'
import { liveHelp } from '../models/live_help.js'

/** Says when a helper has done something or is out: to who follows the trail, and to the helper's own pages. */
export default class ChangesController {
  show(ctx: HttpContext) {
    const { member, request } = ctx
    const mayListen = helperIn(member) ?? member?.can('support-access.grant')
    if (!mayListen) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
    return liveStream(ctx, liveHelp)
  }
}
