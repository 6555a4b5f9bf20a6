import type { HttpContext } from '@adonisjs/core/http'
import { LOCALES } from '#config/i18n'

/**
 * Lets a client's page speak the client's language: the one that was just chosen on it, or else the one that
 * the clinic has noted. What the browser or a signed-in member prefers does not count.
 */
export function speak({ request, i18n }: HttpContext, noted: string) {
  const chosen = LOCALES.find((locale) => locale === request.input('locale'))
  i18n.switchLocale(chosen ?? noted)
}
