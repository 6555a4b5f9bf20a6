import type { HttpContext } from '@adonisjs/core/http'
import { keepTheme } from '#pages/theme'

/** Light, dark, or as the device has it. */
export default class ThemeController {
  update(ctx: HttpContext) {
    keepTheme(ctx, ctx.request.input('theme'))
    return ctx.response.redirect().status(303).back()
  }
}
