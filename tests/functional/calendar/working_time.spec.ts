import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { timeOffSpans, workingSpans } from '#calendar/hours/working_time'
import { minuteOf } from '#calendar/wall_time'
import { clinicClient } from '#clinics/database'
import { at, countQueries, people } from '#tests/people'
import { TUESDAY } from '#tests/calendar'

const ZONE = 'Europe/Copenhagen'
const row = (values: object) => ({ id: crypto.randomUUID(), created_at: TUESDAY, ...values })
const insert = (table: string, ...rows: object[]) =>
  clinicClient().insertQuery().table(table).multiInsert(rows.map(row))

test.group('Working time', () => {
  test('is what is said about the date, else about the weekday', async ({ assert }) => {
    const { nordlys, signe, jonas } = await people()
    const [a, b] = [signe.member.id, jonas.member.id]
    await at(nordlys, async () => {
      await insert(
        'working_hours',
        { member_id: a, weekday: 2, starts: '13:00', ends: '00:00' },
        { member_id: a, weekday: 2, starts: '09:00', ends: '12:00', valid_until: TUESDAY },
        { member_id: a, weekday: 2, starts: '08:00', ends: '12:00', valid_from: '2027-06-16' },
        { member_id: b, weekday: 2, starts: '09:00', ends: '10:30' }
      )
      await insert('hour_exceptions', { member_id: b, date: '2027-06-22' })
      await insert('hour_exceptions', {
        member_id: a,
        date: '2027-06-29',
        starts: '10:00',
        ends: '11:00',
      })
      await insert('holidays', { date: '2027-06-29', name: 'Summer party' })
      const spans = await workingSpans([a, b], TUESDAY, '2027-06-29')

      const on = (member: string, date: string) =>
        spans
          .get(member)!
          .get(date)!
          .map(({ starts, ends }) => [starts, ends])
      assert.deepEqual(on(a, TUESDAY), [
        [540, 720],
        [780, 1440],
      ])
      assert.deepEqual(on(a, '2027-06-22'), [
        [480, 720],
        [780, 1440],
      ])
      assert.deepEqual(on(a, '2027-06-29'), [[600, 660]])
      assert.deepEqual(on(b, TUESDAY), [[540, 630]])
      assert.deepEqual(on(b, '2027-06-22'), [])
      assert.deepEqual(on(b, '2027-06-29'), [])
      assert.deepEqual(on(b, '2027-06-16'), [])
      assert.lengthOf([...spans.get(a)!.keys()], 15)
    })
  })

  test('time off is told in minutes of the world, as far as it touches the dates', async ({
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const [a, b] = [signe.member.id, jonas.member.id]
    const off = (member: string, starts: string, ends: string) => ({
      member_id: member,
      kind: 'course',
      starts_at: `${starts}:00.000Z`,
      ends_at: `${ends}:00.000Z`,
    })
    await at(nordlys, async () => {
      await insert(
        'time_off',
        off(a, '2027-06-15T11:00', '2027-06-15T13:00'),
        // Ends when the day begins in Copenhagen.
        off(a, '2027-06-14T10:00', '2027-06-14T22:00'),
        off(a, '2027-06-15T22:00', '2027-06-16T22:00'),
        off(b, '2027-06-01T22:00', '2027-06-30T22:00')
      )
      const spans = await timeOffSpans([a, b], TUESDAY, TUESDAY, ZONE)
      const minute = (iso: string) => minuteOf(DateTime.fromISO(iso))
      assert.deepEqual(spans.get(a), [
        { from: minute('2027-06-15T11:00Z'), until: minute('2027-06-15T13:00Z') },
      ])
      assert.deepEqual(spans.get(b), [
        { from: minute('2027-06-01T22:00Z'), until: minute('2027-06-30T22:00Z') },
      ])
    })
  })

  test('costs as many queries for four members and a month as for one and a day', async ({
    assert,
  }) => {
    const { nordlys, ida, mads, signe, jonas } = await people()
    const ids = [ida, mads, signe, jonas].map(({ member }) => member.id)
    await at(nordlys, async () => {
      const one = await countQueries(() => workingSpans(ids.slice(0, 1), TUESDAY, TUESDAY))
      const all = await countQueries(() => workingSpans(ids, '2027-06-01', '2027-06-30'))
      assert.deepEqual([one, all], [3, 3])
    })
  })
})
