import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import StaticMiddleware from '@adonisjs/static/static_middleware'

/** Serves the files of public/. Their names have an ending; pages have none, and nothing is looked up on disk for them. */
@inject()
export default class AssetsMiddleware {
  constructor(private files: StaticMiddleware) {}

  handle(ctx: HttpContext, next: NextFn) {
    return /\.\w+$/.test(ctx.request.url()) ? this.files.handle(ctx, next) : next()
  }
}
