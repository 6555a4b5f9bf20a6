import { detailsOn } from '#clients/display_name'
import { clinicSettings } from '#clinics/settings'
import Member from '#models/member'
import type { CalendarImport } from './calendar_import.js'
import type { Entry } from './event_facts.js'
import { VERDICTS } from './import_verdicts.js'
import { calendarMembers } from '#calendar/on_offer'
import { momentOf } from '#calendar/wall_time'

const ON_A_PAGE = 50

/** Into whose calendar a file goes: the one that was chosen, or the member's own. */
export async function targetMember(chosen: unknown, own: Member): Promise<Member> {
  if (typeof chosen !== 'string' || chosen === own.id) return own
  return Member.query().where('id', chosen).whereNull('deactivatedAt').firstOrFail()
}

/** What the page shows on which a calendar file is looked at before it is imported. */
export async function importPage(
  opened: CalendarImport,
  target: Member,
  { member }: { member: Member },
  asked: unknown
) {
  const verdicts = await opened.verdicts(target)
  const members = await calendarMembers()
  const pages = Math.max(1, Math.ceil(verdicts.length / ON_A_PAGE))
  const page = Math.min(Math.max(1, Math.trunc(Number(asked)) || 1), pages)
  const { naming } = detailsOn('screen', member)
  const { timeZone } = clinicSettings.read()
  return {
    ...{ page, pages, target },
    id: opened.id,
    counts: Object.fromEntries(
      VERDICTS.map((kind) => [kind, verdicts.filter((verdict) => verdict.kind === kind).length])
    ),
    away: verdicts.filter(({ kind, entry }) => kind === 'new' && entry.isAway).length,
    members: members
      .filter(({ id, isActive }) => isActive || id === target.id)
      .map(({ id, name }) => ({ value: id, label: name })),
    rows: verdicts.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE).map(({ kind, entry }) => ({
      ...entry,
      kind,
      away: entry.isAway && awaySpan(entry, timeZone),
      // What people call their appointments gives names away.
      title: naming(entry.title),
    })),
  }
}

function awaySpan({ wall, until }: Entry, zone: string) {
  return { startsAt: momentOf(wall!, zone), endsAt: momentOf(until!, zone) }
}
