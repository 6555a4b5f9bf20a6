import { Settings as Clock } from 'luxon'
import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext, HttpRequest } from '@adonisjs/core/http'
import type { SessionData, SessionStoreContract } from '@adonisjs/session/types'
import { Sessions, sessionKey } from './sessions.js'
import { TOUCH_EVERY_MS } from './session_times.js'

const STRANGERS_IDLE_MINUTES = 60
const FLASH = { key: '__flash__', purpose: 'session flash' } as const

/**
 * One request's view of its session. A session belongs to one clinic: at another clinic's host
 * it is not found. A session that was signed out while the request ran is not written back.
 */
export class SessionStore implements SessionStoreContract {
  constructor(private ctx: HttpContext) {}

  read(sessionId: string): SessionData | null {
    // Who sent no cookie has a new id, which no row has.
    if (!this.ctx.clinic || this.ctx.session.fresh) return null
    const row = Sessions.instance.read(sessionKey(sessionId), this.ctx.clinic.id)
    this.ctx.sessionRow = row
    return row && encryption.use('data').decrypt<SessionData>(row.data, 'session')
  }

  write(sessionId: string, { [FLASH.key]: said, ...values }: SessionData) {
    const { clinic, request, member, sessionRow } = this.ctx
    if (!clinic) return
    const key = sessionKey(sessionId)
    const data = encryption.use('data').encrypt(values, { purpose: 'session' })
    const flash = said ? encryption.use('data').encrypt(said, { purpose: FLASH.purpose }) : null
    const now = Clock.now()
    if (sessionRow?.key === key) {
      const seen = isActivity(request) ? now : sessionRow.seen_at
      return Sessions.instance.update({ key, data, flash, seen_at: seen })
    }
    const isSameMember = sessionRow?.member_id && sessionRow.member_id === values.auth_member
    Sessions.instance.insert({
      ...{ key, data, flash },
      // Who proves anew who they are goes on as they were.
      marks: isSameMember ? sessionRow.marks : null,
      clinic_id: clinic.id,
      member_id: ((values.auth_member ?? values.helper) as string) ?? null,
      user_agent: request.header('user-agent')?.slice(0, 300) ?? null,
      address: request.ip(),
      idle_minutes: member?.idleMinutes ?? STRANGERS_IDLE_MINUTES,
      created_at: now,
      seen_at: now,
    })
  }

  touch(sessionId: string) {
    const { sessionRow, request } = this.ctx
    const isStale = sessionRow && Clock.now() - sessionRow.seen_at > TOUCH_EVERY_MS
    if (isStale && isActivity(request)) Sessions.instance.touch(sessionKey(sessionId), request.ip())
  }

  destroy(sessionId: string) {
    Sessions.instance.remove(sessionKey(sessionId))
  }
}

/** What `session.flash()` left in the session of this request, for whoever asks first. */
export function takeFlash({ sessionRow, clinic }: HttpContext): SessionData | null {
  const flash = sessionRow?.flash && Sessions.instance.takeFlash(sessionRow.key, clinic.id)
  return flash ? encryption.use('data').decrypt<SessionData>(flash, FLASH.purpose) : null
}

/**
 * Whether somebody does something, or a page asks by itself. A script's GET does not keep a session
 * alive, Turbo's page visits apart; while somebody types or clicks, the page says so with a POST
 * (resources/js/controllers/session_end.ts).
 */
function isActivity(request: HttpRequest) {
  const isListening = request.header('accept') === 'text/event-stream'
  const isByScript = isListening || request.header('sec-fetch-dest') === 'empty'
  const isVisit = request.header('x-turbo-request-id') && !request.header('turbo-frame')
  return request.method() !== 'GET' || !isByScript || Boolean(isVisit)
}
