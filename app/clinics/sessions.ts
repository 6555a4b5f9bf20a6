import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Settings as Clock } from 'luxon'
import env from '#start/env'
import { ABSOLUTE_DAYS, isOver } from './session_times.js'

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

/** The row's key for a session id: the file shows nothing that could be sent as a cookie. */
export function sessionKey(sessionId: string) {
  return createHash('sha256').update(sessionId).digest('base64url')
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
