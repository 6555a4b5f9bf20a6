import type { HttpContext, HttpRequest } from '@adonisjs/core/http'
import { cookie } from '#config/session'

/** How pages look. The names are those of resources/css/theme.css; without one a page follows the device. */
export const THEMES = [
  { id: 'system', icon: 'monitor', name: null, scheme: 'light dark' },
  { id: 'light', icon: 'sun', name: 'fortrolig', scheme: 'light' },
  { id: 'dark', icon: 'moon', name: 'fortrolig-dark', scheme: 'dark' },
] as const
type Theme = (typeof THEMES)[number]

export const SYSTEM: Theme = THEMES[0]

const COOKIE = 'fortrolig_theme'
/** The longest that browsers keep a cookie. */
const KEPT_DAYS = 400

/**
 * The look that was chosen on this device. A cookie and not a column: the phone may be dark and the screen at the
 * front desk light, the sign-in page keeps it, and the first byte of a page knows it.
 */
export function themeOf(request: HttpRequest): Theme {
  return themeCalled(request.plainCookie(COOKIE))
}

/** Keeps the choice of a theme in a cookie of this browser; anything that is no theme counts as the one of the machine. */
export function keepTheme({ response }: HttpContext, id: unknown) {
  response.plainCookie(COOKIE, themeCalled(id).id, { ...cookie, maxAge: KEPT_DAYS * 86_400 })
}

/** Anything else is no choice. */
function themeCalled(id: unknown) {
  return THEMES.find((theme) => theme.id === id) ?? SYSTEM
}
