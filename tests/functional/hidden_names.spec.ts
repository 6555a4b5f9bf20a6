import { test } from '@japa/runner'
import type { ApiResponse } from '@japa/api-client'
import router from '@adonisjs/core/services/router'
import { TUESDAY } from '#tests/calendar'
import { itIs } from '#tests/clock'
import { at } from '#tests/people'
import { someIds } from '#tests/rows'
import { Visitor } from '#tests/visitor'
import { busyClinic, GIVEAWAYS } from '#tests/hidden_names'
import { clinicRules } from '../../plugins/calendar-mask/settings.js'

/**
 * What shows names to a member who hid them, because the member asks for just that: a form with what is stored,
 * to be changed, and a file to be saved. (The report about a client is one too, but packed: nobody reads it here.)
 * Each is a decision.
 */
const ASKED_FOR = [
  'GET /clients/:id/edit',
  'GET /clients/imports/:id/failures',
  'GET /settings/audit/exports',
]

type Clinic = Awaited<ReturnType<typeof busyClinic>>
type Look = { name: string; path: string }

/** Every address that answers to GET, with every id that it might be about; and what hides behind a query. */
async function everyLook(clinic: Clinic): Promise<Look[]> {
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

async function look(visitor: Visitor, looks: readonly Look[]): Promise<Seen[]> {
  const seen: Seen[] = []
  for (const { name, path } of looks) {
    const response = await visitor.get(path)
    seen.push({ name, path, status: response.status(), givesAway: givesAway(response) })
  }
  return seen
}

function giveaways(seen: readonly Seen[]) {
  const names = seen.filter((each) => each.givesAway).map(({ name }) => `GET ${name}`)
  return [...new Set(names)].sort()
}

function givesAway(response: ApiResponse) {
  return GIVEAWAYS.test(`${JSON.stringify(response.headers())} ${response.text()}`)
}

/** What the same walk finds before the click: without these it would prove nothing. */
const SHOW_NAMES = [
  'GET /',
  'GET /appointments/:id',
  'GET /appointments/:id/edit',
  'GET /appointments/new',
  'GET /booking/requests',
  'GET /booking/waiting-list',
  'GET /calendar',
  'GET /calendar/appointments',
  'GET /calendar/days/:date',
  'GET /calendar/imports/:id',
  'GET /clients',
  'GET /clients/:id',
  'GET /clients/:id/deletion',
  'GET /clients/:id/mergings',
  'GET /clients/:id/mergings/:otherId',
  'GET /clients/:id/report',
  'GET /clients/imports',
  'GET /clients/imports/:id',
  'GET /clients/imports/:id/edit',
  'GET /consents',
  'GET /consents/answers/:id',
  'GET /consents/answers/:answer_id/withdrawal',
  'GET /consents/clients/:client_id/requests/create',
  'GET /reminders',
  'GET /settings/audit',
  'GET /settings/outbox',
  'GET /settings/tags',
]

/** What forms answer with. The terms are no whole names, because a search shows again what was typed. */
async function answers(visitor: Visitor, { one, appointment }: Clinic) {
  const sent = await Promise.all([
    visitor.post('/clients/searches', { term: 'hemmel' }),
    visitor.post(`/clients/${one.id}/mergings/searches`, { term: 'hemmel' }),
    visitor.post('/appointments/client-searches', { term: 'hemmel' }),
    visitor.post(`/appointments/${appointment.id}/client-searches`, { term: 'hemmel' }),
    visitor.post('/clients', { firstName: 'Nora', phone: '2-837-4601' }),
    visitor.post(`/clients/${one.id}/tags`, { name: '' }),
    visitor.post(`/clients/${one.id}/deletion`, { confirmation: 'nobody' }),
  ])
  return sent.map((answer) => ({ status: answer.status(), givesAway: givesAway(answer) }))
}

test.group('Every page while names are hidden', () => {
  test('gives no client away, in no body and no header, nor does what a form answers with', async (context) => {
    const { client, assert } = context
    itIs(`${TUESDAY}T05:00Z`, context)
    const all = await busyClinic(client)
    const ida = Visitor.as(client, all.ida)
    const before = await look(ida, await everyLook(all))
    const answered = await answers(ida, all)
    const broken = before.filter(({ status }) => status >= 500)
    assert.isEmpty(broken, 'what breaks shows no names either')
    assert.includeMembers(giveaways(before), [...SHOW_NAMES, ...ASKED_FOR])
    assert.isTrue(answered.every((answer) => answer.givesAway))

    // Most ids belong to another noun.
    const looks = before.filter(({ status }) => status !== 404)
    await ida.post('/calendar-mask/mask')
    assert.deepEqual(giveaways(await look(ida, looks)), ASKED_FOR)
    assert.deepEqual(
      await answers(ida, all),
      answered.map(({ status }) => ({ status, givesAway: false }))
    )

    await at(all.nordlys, () => clinicRules.write({ ...clinicRules.read(), masked: 'initials' }))
    const telling = looks.filter((each) => each.givesAway)
    assert.deepEqual(giveaways(await look(ida, telling)), ASKED_FOR, 'behind initials')
    const list = await ida.get('/clients')
    assert.include(list.text(), 'Z. H.')
  }).timeout(120_000)
})
