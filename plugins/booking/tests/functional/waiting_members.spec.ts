import { test } from '@japa/runner'
import { auditEvents } from '#tests/audit'
import { at, countQueries } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import Waiting from '../../models/waiting.js'
import { free, join, offers, waiting } from '../waiting.js'

const LIST = '/booking/waiting-list'

test.group('Members and the waiting list', () => {
  test('see who waits for what in which order, and what is offered; the queries do not grow', async ({
    client,
    assert,
  }) => {
    const all = await waiting(client)
    const two = await countQueries(() => client.get(LIST).as(all.jonas))
    for (const name of ['cleo', 'dan']) await join(client, all, name)
    const four = await countQueries(() => client.get(LIST).as(all.jonas))
    assert.equal(four, two)

    const page = await client.get(LIST).as(all.jonas)
    assert.match(page.text(), /anna Østergaard[\s\S]*bo Østergaard[\s\S]*cleo Østergaard/)
    assert.include(page.text(), 'Physiotherapy')
    assert.notInclude(page.text(), 'Has an offer')

    await free(all)
    const later = await client.get(LIST).as(all.jonas)
    assert.include(later.text(), 'Has an offer')
  })

  test('remove somebody; what was offered to them goes on, and it is in the audit log', async ({
    client,
    assert,
  }) => {
    const all = await waiting(client)
    await free(all)
    for (const left of ['bo', 'Nobody waits']) {
      const [first] = await at(all.nordlys, () => Waiting.open())
      const removed = await client.delete(`${LIST}/${first.id}`).as(all.jonas)
      removed.assertStatus(303)
      const page = await client.get(LIST).as(all.jonas)
      assert.include(page.text(), left)
      assert.notInclude(page.text(), 'anna')
    }
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo'])
    const events = await auditEvents(all.nordlys)
    const event = events.findLast(({ action }) => /waiting/.test(action))
    assert.equal(event.action, 'booking.waiting_removed')
    assert.equal(event.member_id, all.jonas.member.id)
  })

  test('see no names where names are hidden', async ({ client, assert }) => {
    const all = await waiting(client)
    await switchOn(all.nordlys, 'calendar-mask')
    const jonas = Visitor.as(client, all.jonas)
    await jonas.post('/calendar-mask/mask')
    const page = await jonas.get(LIST)
    page.assertStatus(200)
    assert.include(page.text(), 'Physiotherapy')
    assert.notMatch(page.text(), /anna|Østergaard/)
  })
})
