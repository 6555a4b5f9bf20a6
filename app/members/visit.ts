import { Settings as Clock } from 'luxon'
import { Sessions, type SessionRow } from '#clinics/sessions'
import type Member from '#models/member'

const visits = new WeakMap<Member, Visit>()

/**
 * A member in one session, at one browser: whoever is signed in at the front desk and at home visits twice.
 * A plugin can mark the session with a word that is in hand from then on, at no cost, on each of its requests.
 */
export class Visit {
  /** Remembers for this request in which session the member acts. */
  static begin(member: Member, row: SessionRow) {
    visits.set(member, new Visit(row))
  }

  /** The visit of the member whom a request brought; `null` for one that was looked up, for a mail or a feed. */
  static of(member: Member): Visit | null {
    return visits.get(member) ?? null
  }

  private constructor(private row: SessionRow) {}

  /** The word of the plugin with this id; `null` if there is none. */
  mark(id: string): string | null {
    return this.marks[id] ?? null
  }

  /** Marks the session, from this request on and in every tab of the browser. */
  setMark(id: string, word: string) {
    const marks = JSON.stringify({ ...this.marks, [id]: word })
    Sessions.instance.mark(this.row.key, marks)
    this.row = { ...this.row, marks, longest_pause: 0, seen_at: Clock.now() }
  }

  /** When the member signed in, in milliseconds since 1970. */
  get startedAt() {
    return this.row.created_at
  }

  /**
   * The longest time that nobody did anything in this session, in minutes, the time until now included: since a
   * mark was last set, or since the sign-in. Up to half a minute too long, see `TOUCH_EVERY_MS`.
   */
  get longestPause() {
    const { longest_pause: before, seen_at: seen } = this.row
    return Math.max(before, Clock.now() - seen) / 60_000
  }

  private get marks(): Record<string, string> {
    return JSON.parse(this.row.marks ?? '{}')
  }
}
