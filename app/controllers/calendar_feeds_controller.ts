import type { HttpContext } from '@adonisjs/core/http'
import i18nManager from '@adonisjs/i18n/services/main'
import { feedOf } from '#calendar/files/feed'
import { clinicSettings } from '#clinics/settings'
import { networkOf } from '#clinics/network'
import { originOf } from '#members/origin'
import { Attempts } from '#members/attempts'
import CalendarFeed from '#models/calendar_feed'

const WRONG_ONES_FREE = 30

/** A member's calendar for other programs, which have the secret address and no session. */
export default class CalendarFeedsController {
  async show({ request, response, params }: HttpContext) {
    const [, token] = /^([\w-]{43})\.ics$/.exec(params.token) ?? []
    const feed = token ? await CalendarFeed.behind(token) : null
    if (!feed) return refuse(response, token ? request.ip() : null)

    await feed.noteRead()
    const i18n = i18nManager.locale(feed.member.locale ?? clinicSettings.read().locale)
    response.header('Content-Type', 'text/calendar; charset=utf-8')
    // To be asked for each time, and sent again only when it has changed.
    response.header('Cache-Control', 'private, no-cache')
    response.header('X-Robots-Tag', 'noindex')
    return response.send(await feedOf(feed, { i18n, origin: originOf(request) }), true)
  }
}

/**
 * Guessing is slowed down, though nobody guesses 256 bits: it costs us a look into the database. A right address is
 * never refused because of wrong ones, such as a revoked one that a phone in the same house still asks for.
 */
function refuse(response: HttpContext['response'], address: string | null) {
  const wait = address
    ? Attempts.instance.fail({ key: `feed of ${networkOf(address)}`, free: WRONG_ONES_FREE })
    : 0
  if (!wait) return response.status(404).type('text/plain').send('Not found')
  response.header('Retry-After', String(Math.ceil(wait / 1000)))
  return response.status(429).type('text/plain').send('Too many requests')
}
