import { test } from '@japa/runner'
import Appointment from '#models/appointment'
import CalendarFeed from '#models/calendar_feed'
import TimeOff from '#models/time_off'
import { book, planOf } from '#tests/calendar'
import { calendar, hour, opened, planned } from '#tests/calendar_files'
import { at, NORDLYS, people } from '#tests/people'

test.group('What a calendar file has that is here, or was', () => {
  test('the same file twice makes no duplicates, nor does what was cancelled come back', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await people()
    const text = calendar([hour(8, 'Anna'), hour(12, 'Training', { RRULE: 'FREQ=DAILY;COUNT=3' })])
    const bring = async () => {
      const address = await opened(client, signe, text)
      const page = await client.get(address).as(signe)
      await client.post(`${address}/runs`).as(signe).form({ member: signe.member.id })
      return page.text()
    }
    await bring()
    const before = await at(nordlys, planned)
    await at(nordlys, async () => {
      const anna = await Appointment.findByOrFail('title', 'Anna')
      await anna.cancel(null, { by: { member: null, address: null } })
    })
    assert.include(await bring(), 'Nothing to import')
    assert.deepEqual(await at(nordlys, planned), before)
    assert.lengthOf(before, 4)
  })

  test('whole days become time off, once, for who may enter it', async ({ client, assert }) => {
    const { nordlys, signe, mads } = await people()
    const text = calendar([
      hour(8, 'Anna'),
      {
        'DTSTART;VALUE=DATE': '20270705',
        'DTEND;VALUE=DATE': '20270724',
        'SUMMARY': 'Clinic of Zoe',
      },
    ])
    await at(nordlys, () => book(planOf(signe, '10:00', { wall: '2027-07-06T10:00' })))
    const address = await opened(client, signe, text)
    const page = await client.get(address).as(signe)
    for (const words of ['Import one appointment and one time off', 'July 5 – 23, 2027'])
      assert.include(page.text().replaceAll(/\s/g, ' '), words)
    const forMads = await client.get(`${address}?member=${mads.member.id}`).as(signe)
    assert.include(forMads.text(), 'only the member or who manages the calendar')

    const run = await client.post(`${address}/runs`).as(signe).form({ member: signe.member.id })
    run.assertStatus(303)
    const [away, ...others] = await at(nordlys, () => TimeOff.all())
    assert.isEmpty(others)
    assert.deepEqual(
      [away.memberId, away.kind, away.startsAt.toISO(), away.endsAt.toISO()],
      [signe.member.id, 'other', '2027-07-04T22:00:00.000Z', '2027-07-23T22:00:00.000Z']
    )
    assert.notInclude(JSON.stringify(away), 'Zoe')

    const again = await client.get(await opened(client, signe, text)).as(signe)
    assert.include(again.text(), 'Nothing to import')
  })

  test('what comes back from our own feed is here already', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    const feed = await at(nordlys, async () => {
      await book(planOf(signe, '10:00'))
      const token = await CalendarFeed.open(signe.member, 'full', { member: null, address: null })
      return client.get(`/feeds/${token}.ics`).at(NORDLYS)
    })
    const page = await client.get(await opened(client, signe, feed.text())).as(signe)
    assert.include(page.text(), 'Here already')
    assert.include(page.text(), 'Nothing to import')
  })

  test('time off that somebody has removed does not come back, unless it is entered by hand', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await people()
    const text = calendar([
      { 'DTSTART;VALUE=DATE': '20270705', 'DTEND;VALUE=DATE': '20270710', 'SUMMARY': 'Course' },
      { 'DTSTART;VALUE=DATE': '20270801', 'DTEND;VALUE=DATE': '20270802', 'SUMMARY': 'Day off' },
    ])
    const bring = async () => {
      const address = await opened(client, signe, text)
      const page = await client.get(address).as(signe)
      await client.post(`${address}/runs`).as(signe)
      return page.text()
    }
    await bring()
    const [course] = await at(nordlys, () => TimeOff.query().orderBy('startsAt'))
    const path = `/settings/hours/${signe.member.id}/time-off`
    await client.delete(`${path}/${course.id}`).as(signe)

    const again = await bring()
    for (const words of ['Removed here', 'Somebody has removed this time off', 'Here already'])
      assert.include(again, words)
    assert.lengthOf(await at(nordlys, () => TimeOff.all()), 1)
    await client.post(path).as(signe).form({ kind: 'course', startDate: '2027-07-05' })
    assert.lengthOf(await at(nordlys, () => TimeOff.all()), 2)
  })
})
