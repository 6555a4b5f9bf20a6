import type { ApiResponse } from '@japa/api-client'
import router from '@adonisjs/core/services/router'
import { TUESDAY } from '#tests/calendar'
import { type busyClinic, GIVEAWAYS } from '#tests/hidden_names'
import { someIds } from '#tests/rows'
import type { Visitor } from '#tests/visitor'

export type Clinic = Awaited<ReturnType<typeof busyClinic>>
type Look = { name: string; path: string }

/** Every address that answers to GET, with every id that it might be about; and what hides behind a query. */
export async function everyLook(clinic: Clinic): Promise<Look[]> {
  const { nordlys, one, other, preview, done, calendar, appointment } = clinic
  const known = await someIds(nordlys)
  const always = [one, appointment, done, preview, calendar].map(({ id }) => id)
  const plain = Object.values(router.toJSON())
    .flat()
    // Behind a secret address is a stranger, who hides nothing.
    .filter(({ methods, pattern }) => methods.includes('GET') && !pattern.includes('/:token'))
    .flatMap(({ pattern }) =>
      [...idsFor(pattern, known, always)].map((id) => ({
        name: pattern,
        path: pattern.replaceAll(/:\w+\??|\*/g, id),
      }))
    )
  const more = [
    ['/clients/:id/mergings/:otherId', `/clients/${one.id}/mergings/${other.id}`],
    ['/clients/:id', `/clients/${one.id}?tab=consents`],
    ['/clients', '/clients?status=all&sort=-last_name'],
    ['/clients', '/clients?filter=consents'],
    ['/clients/imports/:id', `/clients/imports/${preview.id}?show=failed`],
    ['/calendar', `/calendar?view=agenda&date=${TUESDAY}`],
    ['/calendar', `/calendar?view=week&date=${TUESDAY}`],
    ['/calendar/appointments', `/calendar/appointments?from=${TUESDAY}&until=2027-06-16`],
    ['/calendar/days/:date', `/calendar/days/${TUESDAY}`],
    ['/appointments/new', `/appointments/new?client=${one.id}`],
    ...['planned', 'sent', 'trouble', 'skipped'].map((show) => [
      '/reminders',
      `/reminders?show=${show}`,
    ]),
    ['/settings/audit', `/settings/audit?subjectType=client&subject=${one.id}`],
  ]
  return [...plain, ...more.map(([name, path]) => ({ name, path }))]
}

/** The ids of the tables that are called as the address is; a member's where none is, as in `/settings/hours/:id`. */
function idsFor(pattern: string, known: ReadonlyMap<string, string>, always: string[]) {
  const [, noun] = /(\w+)\/[:*]/.exec(pattern.replaceAll('-', '_')) ?? []
  if (!noun) return /[:*]/.test(pattern) ? always : ['']
  const ids = [...known].filter(([table]) => table.endsWith(noun)).map(([, id]) => id)
  return new Set([...always, ...(ids.length ? ids : [known.get('members')!])])
}

/** What an address answers with, and whether that gives a client away, in the body or in a header. */
type Seen = Look & { status: number; givesAway: boolean }

export async function look(visitor: Visitor, looks: readonly Look[]): Promise<Seen[]> {
  const seen: Seen[] = []
  for (const { name, path } of looks) {
    const response = await visitor.get(path)
    seen.push({ name, path, status: response.status(), givesAway: givesAway(response) })
  }
  return seen
}

export function giveaways(seen: readonly Seen[]) {
  const names = seen.filter((each) => each.givesAway).map(({ name }) => `GET ${name}`)
  return [...new Set(names)].sort()
}

export function givesAway(response: ApiResponse) {
  return GIVEAWAYS.test(`${JSON.stringify(response.headers())} ${response.text()}`)
}
