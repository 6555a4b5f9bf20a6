import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Settings as Clock } from 'luxon'
import env from '#start/env'

const FIRST_DELAY_MS = 30_000
const LONGEST_DELAY_MS = 15 * 60_000
const FORGIVEN_EVERY_MS = 20 * 60_000

/** What is counted, and from which failure on each one doubles the delay. */
export type Counter = { key: string; free: number }

/** What came of an attempt: it was right, or wrong, or has to wait so many milliseconds first. */
export type Outcome<Right> = { right: Right } | { wrong: true } | { wait: number }

/** Failures that still count at a moment, and until when the next attempt has to wait. */
type Row = { failures: number; counted_at: number; closed_until: number }

/**
 * How often signing in failed, by account and by address, in a SQLite file of its own so that neither
 * a restart forgets it nor a clinic's transaction holds it up. Keys are hashed: the file names nobody.
 *
 * Each attempt counts as failed from its beginning, and is taken back when it succeeds. Otherwise a
 * hundred guesses sent together would all be looked at before the first one counts. Failures are
 * forgiven one by one as time goes by, so a clinic behind one address may mistype as people do.
 */
export class Attempts {
  private static opened: Attempts | null = null

  static get instance() {
    return (this.opened ??= new Attempts(join(env.get('DATA_DIR'), 'attempts.sqlite')))
  }

  static close() {
    this.opened?.database.close()
    this.opened = null
  }

  private database: Database.Database
  private statements: Record<'read' | 'write' | 'remove' | 'prune' | 'clear', Database.Statement>

  constructor(file: string) {
    this.database = new Database(file)
    this.database.pragma('journal_mode = WAL')
    this.database.pragma('synchronous = NORMAL')
    this.database.exec(`create table if not exists attempts (
      key text primary key, failures real not null, counted_at integer not null, closed_until integer not null
    ) without rowid`)
    this.statements = {
      read: this.database.prepare('select * from attempts where key = ?'),
      write: this.database.prepare('insert or replace into attempts values (?, ?, ?, ?)'),
      remove: this.database.prepare('delete from attempts where key = ?'),
      prune: this.database.prepare(
        `delete from attempts where closed_until < @now and counted_at + failures * ${FORGIVEN_EVERY_MS} < @now`
      ),
      clear: this.database.prepare('delete from attempts'),
    }
  }

  /**
   * Makes an attempt at an account from an address, unless either has to wait.
   *
   * @param check answers null when the attempt is wrong
   */
  async make<Right>(
    account: Counter,
    address: Counter,
    check: () => Promise<Right | null>
  ): Promise<Outcome<Right>> {
    const wait = this.begin([account, address])
    if (wait > 0) return { wait }
    const right = await check()
    if (right === null) return { wrong: true }
    this.forgive(account)
    this.takeBack(address)
    return { right }
  }

  /**
   * Counts a failure that was seen already, unless the counter is closed.
   *
   * @returns for how many milliseconds it was: 0 when this one was still free
   */
  fail(counter: Counter): number {
    return this.begin([counter])
  }

  /** Lets an account begin anew. */
  forgive({ key }: Counter) {
    this.statements.remove.run(hashed(key))
  }

  /** Removes what no longer counts. */
  prune() {
    this.statements.prune.run({ now: Clock.now() })
  }

  clear() {
    this.statements.clear.run()
  }

  private begin(counters: Counter[]): number {
    const now = Clock.now()
    const wait = Math.max(...counters.map(({ key }) => this.read(key).closed_until - now))
    if (wait > 0) return wait
    for (const { key, free } of counters) {
      const failures = this.read(key).failures + 1
      this.write(key, failures, now + delayAfter(failures, free))
    }
    return 0
  }

  private takeBack({ key }: Counter) {
    this.write(key, Math.max(0, this.read(key).failures - 1), 0)
  }

  private read(key: string): Row {
    const row = this.statements.read.get(hashed(key)) as Row | undefined
    if (!row) return { failures: 0, counted_at: 0, closed_until: 0 }
    const forgiven = (Clock.now() - row.counted_at) / FORGIVEN_EVERY_MS
    return { ...row, failures: Math.max(0, row.failures - forgiven) }
  }

  private write(key: string, failures: number, closedUntil: number) {
    this.statements.write.run(hashed(key), failures, Clock.now(), closedUntil)
  }
}

function delayAfter(failures: number, free: number) {
  // What was forgiven in the seconds between two attempts must not make six failures five.
  const beyond = Math.ceil(failures) - free
  return beyond < 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** beyond, LONGEST_DELAY_MS)
}

function hashed(key: string) {
  return createHash('sha256').update(key).digest('base64url')
}
