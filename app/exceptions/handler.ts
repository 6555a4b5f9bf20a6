import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { tellViews } from '#middleware/visitor_middleware'
import type { HttpError, StatusPageRange, StatusPageRenderer } from '@adonisjs/core/types/http'

/** Secrets are the one thing that a form does not get back. */
const NEVER_REPEATED = /password|passphrase|secret|^code$/i

export default class HttpExceptionHandler extends ExceptionHandler {
  protected debug = !app.inProduction && !app.inTest
  protected renderStatusPages = app.inProduction || app.inTest

  protected ignoreStatuses = [400, 401, 403, 404, 413, 422, 429]

  protected statusPages: Record<StatusPageRange, StatusPageRenderer> = {
    '403': (_, { view }) => view.render('pages/errors/forbidden'),
    '404': (_, { view }) => view.render('pages/errors/not_found'),
    '413': (_, { view }) => view.render('pages/errors/too_large'),
    '500..599': (_, { view, request }) =>
      view.render('pages/errors/server_error', { requestId: request.id() }),
  }

  /** A page can fail before anybody knew who asks: an unknown address, a body that is too large. */
  async handle(error: unknown, ctx: HttpContext) {
    if (!ctx.i18n) tellViews(ctx)
    return super.handle(error, ctx)
  }

  /**
   * A form with mistakes is shown again with what was typed and a sentence beside each field,
   * with status 422 (429 for what may be tried later). The page is the one that showed the form: `store` → `create`, `update` → `edit`;
   * or, for a part of something (`mail.tests.store`), the page of the whole.
   * Nothing typed goes through the session, where a clinical word would lie on disk.
   */
  async renderValidationErrorAsHTML(error: HttpError, ctx: HttpContext) {
    const form = formRouteOf(ctx)
    if (!form) return super.renderValidationErrorAsHTML(error, ctx)

    const errors: Record<string, string[]> = {}
    for (const { field, message } of error.messages ?? []) (errors[field] ??= []).push(message)
    ctx.view.share({ errors, typed: typedInput(ctx) })
    ctx.response.status(error.status ?? 422)
    const page = await (typeof form.handler === 'function'
      ? form.handler(ctx)
      : form.handler.handle(ctx.containerResolver, ctx))
    if (page !== undefined && !ctx.response.hasContent) ctx.response.send(page)
  }
}

/**
 * The page with the form: of the same noun, or of the noun that this one belongs to (`clients.alerts.store` → `clients.show`).
 * It is shown in place of the answer, so that it can be about nothing that the address does not name.
 */
function formRouteOf({ route, params }: HttpContext) {
  const name = route?.name
  if (!name) return null
  const nouns = name.split('.').slice(0, -1)
  const pages = nouns.flatMap((_, index) => {
    const noun = nouns.slice(0, nouns.length - index).join('.')
    return [`${noun}.show`, `${noun}.edit`, `${noun}.index`]
  })
  const own = [name.replace(/\.store$/, '.create'), name.replace(/\.update$/, '.edit')]
  const known = [...own, ...pages].filter((page) => page !== name && router.has(page))
  return known.map((page) => router.findOrFail(page)).find(isAboutThis) ?? null

  function isAboutThis({ pattern }: { pattern: string }) {
    return [...pattern.matchAll(/:(\w+)/g)].every(([, parameter]) => parameter in params)
  }
}

function typedInput({ request }: HttpContext) {
  return Object.fromEntries(
    Object.entries(request.all()).filter(([key]) => !NEVER_REPEATED.test(key))
  )
}
