import { join } from 'node:path'
import { Exception } from '@adonisjs/core/exceptions'
import { DateTime } from 'luxon'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'
import { ImportFile } from '#imports/import_file'
import Appointment from '#models/appointment'
import type Member from '#models/member'
import TimeOff from '#models/time_off'
import { mayChangeHours } from '#policies/hours_policy'
import { readEntries } from './calendar_entries.js'
import type { Entry } from './event_facts.js'
import { FOLDER } from './imported_files.js'
import { type Verdict, verdictsOn } from './import_verdicts.js'
import { Taken } from '#calendar/taken'
import { momentOf } from '#calendar/wall_time'

export type Tally = { imported: number; away: number; taken: number }

/**
 * A calendar file on its way into the clinic: uploaded, looked at, imported. It lies encrypted in the clinic's
 * folder until then, for the member who has uploaded it and nobody else.
 */
export class CalendarImport {
  /** Keeps a file that can be read. */
  static async open(
    bytes: Buffer,
    member: Member
  ): Promise<CalendarImport | 'not_calendar' | 'too_many'> {
    const entries = readEntries(bytes, reading())
    if (typeof entries === 'string') return entries
    const opened = new CalendarImport(uuidv7(), member)
    await opened.file.keep(bytes)
    return opened
  }

  /** @throws 404 when there is none, or somebody else has uploaded it */
  static async find(id: string, member: Member): Promise<CalendarImport> {
    const found = new CalendarImport(id, member)
    if (!(await found.file.isThere())) throw new Exception('Not found', { status: 404 })
    return found
  }

  private file: ImportFile

  private constructor(
    readonly id: string,
    private owner: Member
  ) {
    this.file = new ImportFile(join(owner.id, id), FOLDER)
  }

  /** What would become of each entry in this member's calendar. */
  async verdicts(member: Member): Promise<Verdict[]> {
    const entries = readEntries(await this.file.read(), reading())
    if (typeof entries === 'string') throw new Error(`Calendar import ${this.id}: ${entries}`)
    const mayEnterTimeOff = mayChangeHours(this.owner, member)
    return verdictsOn(entries, member, { mayEnterTimeOff })
  }

  /**
   * Brings what is new into this member's calendar. What was taken since somebody looked is left out.
   *
   * @returns how many of each, and the date of the first
   */
  async run(member: Member, { by }: { by: Actor }): Promise<Tally & { date?: string }> {
    const verdicts = await this.verdicts(member)
    const first = verdicts.find(({ kind }) => kind === 'new')?.entry.wall
    const tally = await transaction(async () => {
      const counted: Tally = { imported: 0, away: 0, taken: 0 }
      for (const { kind, entry } of verdicts)
        if (kind === 'new') counted[await bring(entry, member, by)]++
      const subject = { type: 'member', id: member.id }
      await record({ action: 'calendar.imported', by, subject, details: counted })
      return counted
    })
    await this.discard()
    return { ...tally, date: first?.slice(0, 10) }
  }

  async discard() {
    await this.file.remove()
  }
}

async function bring(entry: Entry, member: Member, by: Actor): Promise<keyof Tally> {
  if (!entry.isAway) return bookEntry(entry, member, by)
  const { zone } = reading()
  const [startsAt, endsAt] = [momentOf(entry.wall!, zone), momentOf(entry.until!, zone)]
  // What it is called stays in the file: why somebody is away is nobody's business.
  const values = { kind: 'other', startsAt, endsAt, importedUid: entry.uid } as const
  await TimeOff.take(member, values, { by })
  return 'away'
}

async function bookEntry(
  { uid, wall, minutes, title, note }: Entry,
  member: Member,
  by: Actor
): Promise<'imported' | 'taken'> {
  try {
    const plan = {
      wall: wall!,
      minutes,
      memberId: member.id,
      title: title || null,
      note: note || null,
    }
    await Appointment.book(plan, { by, source: 'import', importedUid: uid })
    return 'imported'
  } catch (error) {
    if (!(error instanceof Taken)) throw error
    return 'taken'
  }
}

function reading() {
  return { zone: clinicSettings.read().timeZone, now: DateTime.utc() }
}
