import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Settings as Clock } from 'luxon'
import env from '#start/env'
import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext, HttpRequest } from '@adonisjs/core/http'
import type { SessionData, SessionStoreContract } from '@adonisjs/session/types'

export const DEFAULT_IDLE_MINUTES = 24 * 60
export const ABSOLUTE_DAYS = 30
const STRANGERS_IDLE_MINUTES = 60
/** How far `seen_at` may lag behind: not every page view is worth a write. */
export const TOUCH_EVERY_MS = 30_000
const FLASH = { key: '__flash__', purpose: 'session flash' } as const
const PAUSE = 'longest_pause = max(longest_pause, @seen_at - seen_at)'

/** What the Security page shows of a session. Times are milliseconds since 1970. */
export type SessionRow = {
  key: string
  clinic_id: string
  /** Who is signed in: a member, or a helper, who is none. */
  member_id: string | null
  data: string
  user_agent: string | null
  address: string | null
  idle_minutes: number
  created_at: number
  seen_at: number
  /** What plugins keep with the session, by their ids, as JSON; see app/members/visit.ts. */
  marks: string | null
  /** The longest time without a sign of life since a mark was last changed, in milliseconds. */
  longest_pause: number
  /** What the next page is to say, encrypted; see flash.ts. */
  flash: string | null
}

/** Columns that came later: the file of an older server gets them when it is opened. */
const ADDED = { marks: 'text', longest_pause: 'integer not null default 0', flash: 'text' }

/**
 * Sessions of all clinics, in a SQLite file of their own: they may be lost with the power
 * (`synchronous = NORMAL`), and must not wait for a clinic's transaction. The driver is used
 * directly, because every signed-in request reads one row here.
 */
export class Sessions {
  private static opened: Sessions | null = null
  private statements: ReturnType<typeof statementsOf>

  static get instance() {
    return (this.opened ??= new Sessions(join(env.get('DATA_DIR'), 'sessions.sqlite')))
  }

  static close() {
    this.opened?.database.close()
    this.opened = null
  }

  private database: Database.Database

  constructor(file: string) {
    this.database = new Database(file)
    this.database.pragma('journal_mode = WAL')
    this.database.pragma('synchronous = NORMAL')
    this.database.exec(`create table if not exists sessions (
      key text primary key, clinic_id text not null, member_id text, data text not null,
      user_agent text, address text, idle_minutes integer not null, created_at integer not null, seen_at integer not null
    ) without rowid;
    create index if not exists sessions_by_member on sessions (clinic_id, member_id);`)
    this.addColumns()
    this.statements = statementsOf(this.database)
  }

  read(key: string, clinicId: string) {
    const row = this.statements.read.get(key, clinicId) as SessionRow | undefined
    if (row && isOver(row)) this.remove(key)
    return row && !isOver(row) ? row : null
  }

  insert(row: Omit<SessionRow, keyof typeof ADDED> & Partial<SessionRow>) {
    this.statements.insert.run({ marks: null, longest_pause: 0, flash: null, ...row })
  }

  update(row: Pick<SessionRow, 'key' | 'data' | 'seen_at'> & Partial<SessionRow>) {
    this.statements.update.run({ flash: null, ...row })
  }

  /** What waits to be said, and does so no more. */
  takeFlash(key: string, clinicId: string) {
    const flash = this.read(key, clinicId)?.flash ?? null
    if (flash) this.statements.forgetFlash.run(key)
    return flash
  }

  touch(key: string, address: string) {
    this.statements.touch.run({ key, address, seen_at: Clock.now() })
  }

  /**
   * Changes what the session is marked with, apart from its data: a slow request that writes that back as
   * it found it changes no mark. Only a person does this, so it is a sign of life.
   */
  mark(key: string, marks: string) {
    this.statements.mark.run({ key, marks, seen_at: Clock.now() })
  }

  changeIdleMinutes(clinicId: string, memberId: string, minutes: number) {
    this.statements.idle.run(minutes, clinicId, memberId)
  }

  remove(key: string) {
    this.statements.remove.run(key)
  }

  ofMember(clinicId: string, memberId: string) {
    const rows = this.statements.ofMember.all(clinicId, memberId) as SessionRow[]
    return rows.filter((row) => !isOver(row))
  }

  removeOfMember(clinicId: string, memberId: string, except?: string) {
    for (const { key } of this.ofMember(clinicId, memberId)) if (key !== except) this.remove(key)
  }

  removeOfClinic(clinicId: string) {
    this.database.prepare('delete from sessions where clinic_id = ?').run(clinicId)
  }

  count() {
    return (this.database.prepare('select count(*) as n from sessions').get() as { n: number }).n
  }

  /** Removes what is over, for the file's sake. */
  prune(now = Clock.now()) {
    this.statements.prune.run({ now, oldest: now - ABSOLUTE_DAYS * 86_400_000 })
  }

  private addColumns() {
    const rows = this.database.pragma('table_info(sessions)') as { name: string }[]
    const known = new Set(rows.map(({ name }) => name))
    for (const [name, type] of Object.entries(ADDED))
      if (!known.has(name)) this.database.exec(`alter table sessions add column ${name} ${type}`)
  }
}

function statementsOf(database: Database.Database) {
  return {
    read: database.prepare('select * from sessions where key = ? and clinic_id = ?'),
    insert: database.prepare(`insert into sessions values
      (@key, @clinic_id, @member_id, @data, @user_agent, @address, @idle_minutes, @created_at, @seen_at, @marks, @longest_pause, @flash)`),
    update: database.prepare(
      `update sessions set data = @data, flash = coalesce(@flash, flash), ${PAUSE}, seen_at = @seen_at where key = @key`
    ),
    forgetFlash: database.prepare('update sessions set flash = null where key = ?'),
    touch: database.prepare(
      `update sessions set ${PAUSE}, seen_at = @seen_at, address = @address where key = @key`
    ),
    mark: database.prepare(
      'update sessions set marks = @marks, longest_pause = 0, seen_at = @seen_at where key = @key'
    ),
    idle: database.prepare(
      'update sessions set idle_minutes = ? where clinic_id = ? and member_id = ?'
    ),
    remove: database.prepare('delete from sessions where key = ?'),
    ofMember: database.prepare(
      'select * from sessions where clinic_id = ? and member_id = ? order by seen_at desc'
    ),
    prune: database.prepare(
      'delete from sessions where seen_at + idle_minutes * 60000 < @now or created_at < @oldest'
    ),
  }
}

/** When a session ends if nobody does anything, in milliseconds since 1970. */
export function idleEnd({ seen_at, idle_minutes }: SessionRow, minutes = idle_minutes) {
  return seen_at + Math.min(minutes, idle_minutes) * 60_000 + TOUCH_EVERY_MS
}

/** When a session ends whatever anybody does, in milliseconds since 1970. */
export function absoluteEnd({ created_at }: SessionRow) {
  return created_at + ABSOLUTE_DAYS * 86_400_000
}

function isOver(row: SessionRow) {
  return Clock.now() > Math.min(idleEnd(row), absoluteEnd(row))
}

/** The row's key for a session id: the file shows nothing that could be sent as a cookie. */
export function sessionKey(sessionId: string) {
  return createHash('sha256').update(sessionId).digest('base64url')
}

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
