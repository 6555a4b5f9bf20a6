import { test } from '@japa/runner'
import { TUESDAY } from '#tests/calendar'
import { itIs } from '#tests/clock'
import { at } from '#tests/people'
import { Visitor } from '#tests/visitor'
import { busyClinic } from '#tests/hidden_names'
import { type Clinic, everyLook, giveaways, givesAway, look } from '#tests/looks'
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
  })
})
