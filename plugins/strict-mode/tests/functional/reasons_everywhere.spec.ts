import { test } from '@japa/runner'
import { TUESDAY } from '#tests/calendar'
import { itIs } from '#tests/clock'
import { busyClinic } from '#tests/hidden_names'
import { everyLook, giveaways, look } from '#tests/looks'
import { Visitor } from '#tests/visitor'
import { RULE } from '../reasons.js'
import { rulesOn } from '../setting.js'

/** Where clients are found, booked and written to, and what is about all of them at once. Each is a decision. */
const UNASKED = [
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
  'GET /clients/imports',
  'GET /clients/imports/:id',
  'GET /clients/imports/:id/edit',
  'GET /clients/imports/:id/failures',
  'GET /consents',
  'GET /reminders',
  'GET /settings/audit',
  'GET /settings/audit/exports',
  'GET /settings/outbox',
  'GET /settings/tags',
  'GET /soap/envelopes',
  'GET /soap/import/clients',
  'GET /soap/unsigned',
]

test.group('A reason, on every page', () => {
  test('is asked for wherever a client is shown, but where clients are found and booked', async (context) => {
    const { client, assert } = context
    itIs(`${TUESDAY}T05:00Z`, context)
    const all = await busyClinic(client)
    const before = await look(Visitor.as(client, all.ida), await everyLook(all))
    const telling = before.filter((each) => each.givesAway)
    await rulesOn(all.nordlys, { reading_reasons: { ...RULE, nearOf: 'own' } })
    const asked = await look(Visitor.as(client, all.ida), telling)
    assert.deepEqual(giveaways(asked), UNASKED)
  })
})
