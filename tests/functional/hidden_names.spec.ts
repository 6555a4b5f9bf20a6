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
  const { nordlys, one, other, preview, done, calendar } = clinic
  const known = await someIds(nordlys)
  const ids = [...known.values(), ...[one, done, preview, calendar].map(({ id }) => id)]
  const patterns = Object.values(router.toJSON())
    .flat()
    .filter(({ methods }) => methods.includes('GET'))
    .map(({ pattern }) => pattern)
  const plain = patterns.flatMap((pattern) =>
    (/[:*]/.test(pattern) ? ids : ['']).map((id) => ({
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

test.group('Every page while names are hidden', (group) => {
  group.each.timeout(120_000)

  test('gives no client away, in no body and no header', async (context) => {
    const { client, assert } = context
    itIs(`${TUESDAY}T05:00Z`, context)
    const all = await busyClinic(client)
    const ida = Visitor.as(client, all.ida)
    const before = await look(ida, await everyLook(all))
    assert.deepEqual(giveaways(before), [...SHOW_NAMES, ...ASKED_FOR].sort())

    // Most ids belong to another noun.
    const looks = before.filter(({ status }) => status !== 404)
    await ida.post('/calendar-mask/mask')
    assert.deepEqual(giveaways(await look(ida, looks)), ASKED_FOR)

    await at(all.nordlys, () => clinicRules.write({ ...clinicRules.read(), masked: 'initials' }))
    const telling = looks.filter((each) => each.givesAway)
    assert.deepEqual(giveaways(await look(ida, telling)), ASKED_FOR, 'behind initials')
    const list = await ida.get('/clients')
    assert.include(list.text(), 'Z. H.')
  })

  test('nor does what a form answers with', async ({ client, assert }) => {
    const all = await busyClinic(client)
    const { one, appointment } = all
    const ida = Visitor.as(client, all.ida)
    // The term is no whole name, because a search shows again what was typed.
    const answers = () => [
      ida.post('/clients/searches', { term: 'hemmel' }),
      ida.post(`/clients/${one.id}/mergings/searches`, { term: 'hemmel' }),
      ida.post('/appointments/client-searches', { term: 'hemmel' }),
      ida.post(`/appointments/${appointment.id}/client-searches`, { term: 'hemmel' }),
      ida.post('/clients', { firstName: 'Nora', phone: '2-837-4601' }),
      ida.post(`/clients/${one.id}/tags`, { name: '' }),
      ida.post(`/clients/${one.id}/deletion`, { confirmation: 'nobody' }),
    ]
    const before = await Promise.all(answers())
    assert.deepEqual(before.map(givesAway), [true, true, true, true, true, true, true])

    await ida.post('/calendar-mask/mask')
    const after = await Promise.all(answers())
    assert.deepEqual(
      after.map((answer) => [answer.status(), givesAway(answer)]),
      before.map((answer) => [answer.status(), false])
    )
  })
})
