import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import env from '#start/env'
import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'
import type { SessionData, SessionStoreContract } from '@adonisjs/session/types'

export const DEFAULT_IDLE_MINUTES = 24 * 60
const ABSOLUTE_DAYS = 30
const TOUCH_EVERY_MS = 30_000

/** What the Security page shows of a session. Times are milliseconds since 1970. */
export type SessionRow = {
  key: string
  clinic_id: string
  member_id: string | null
  data: string
  user_agent: string | null
  address: string | null
  idle_minutes: number
  created_at: number
  seen_at: number
}

/**
 * Sessions of all clinics, in a SQLite file of their own: they may be lost with the power
 * (`synchronous = NORMAL`), and must not wait for a clinic's transaction. The driver is used
 * directly, because every signed-in request reads one row here.
 */
export class Sessions {
  private static opened: Sessions | null = null
  private statements: Record<
    'read' | 'insert' | 'update' | 'touch' | 'remove' | 'ofMember' | 'prune',
    Database.Statement
  >

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
    this.statements = {
      read: this.database.prepare('select * from sessions where key = ? and clinic_id = ?'),
      insert: this.database.prepare(`insert into sessions values
        (@key, @clinic_id, @member_id, @data, @user_agent, @address, @idle_minutes, @created_at, @seen_at)`),
      update: this.database.prepare(
        'update sessions set data = @data, member_id = @member_id, idle_minutes = @idle_minutes, seen_at = @seen_at where key = @key'
      ),
      touch: this.database.prepare('update sessions set seen_at = ?, address = ? where key = ?'),
      remove: this.database.prepare('delete from sessions where key = ?'),
      ofMember: this.database.prepare(
        'select * from sessions where clinic_id = ? and member_id = ? order by seen_at desc'
      ),
      prune: this.database.prepare(
        'delete from sessions where seen_at + idle_minutes * 60000 < @now or created_at < @oldest'
      ),
    }
  }

  read(key: string, clinicId: string) {
    const row = this.statements.read.get(key, clinicId) as SessionRow | undefined
    if (row && isOver(row)) this.remove(key)
    return row && !isOver(row) ? row : null
  }

  insert(row: SessionRow) {
    this.statements.insert.run(row)
  }

  update(row: Pick<SessionRow, 'key' | 'data' | 'member_id' | 'idle_minutes' | 'seen_at'>) {
    this.statements.update.run(row)
  }

  touch(key: string, address: string) {
    this.statements.touch.run(Date.now(), address, key)
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

  prune(now = Date.now()) {
    this.statements.prune.run({ now, oldest: now - ABSOLUTE_DAYS * 86_400_000 })
  }
}

function isOver(row: SessionRow, now = Date.now()) {
  return (
    now > row.seen_at + row.idle_minutes * 60_000 ||
    now > row.created_at + ABSOLUTE_DAYS * 86_400_000
  )
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
  private row: SessionRow | null = null

  constructor(private ctx: HttpContext) {}

  read(sessionId: string): SessionData | null {
    if (!this.ctx.clinic) return null
    this.row = Sessions.instance.read(sessionKey(sessionId), this.ctx.clinic.id)
    return this.row && encryption.use('data').decrypt<SessionData>(this.row.data, 'session')
  }

  write(sessionId: string, data: SessionData) {
    if (!this.ctx.clinic) return
    const key = sessionKey(sessionId)
    const now = Date.now()
    const values = {
      key,
      data: encryption.use('data').encrypt(data, { purpose: 'session' }),
      member_id: (data.auth_member as string) ?? null,
      idle_minutes: (data.idleMinutes as number) ?? DEFAULT_IDLE_MINUTES,
      seen_at: now,
    }
    if (this.row?.key === key) return Sessions.instance.update(values)
    Sessions.instance.insert({
      ...values,
      clinic_id: this.ctx.clinic.id,
      user_agent: this.ctx.request.header('user-agent')?.slice(0, 300) ?? null,
      address: this.ctx.request.ip(),
      created_at: now,
    })
  }

  touch(sessionId: string) {
    const isStale = this.row && Date.now() - this.row.seen_at > TOUCH_EVERY_MS
    if (isStale) Sessions.instance.touch(sessionKey(sessionId), this.ctx.request.ip())
  }

  destroy(sessionId: string) {
    Sessions.instance.remove(sessionKey(sessionId))
  }
}
