import { readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { tidyCalendarImports } from '#calendar/files/imported_files'
import { clinicFolder } from '#clinics/database'
import Appointment from '#models/appointment'
import type Clinic from '#models/clinic'
import { auditActions } from '#tests/audit'
import { book, planOf } from '#tests/calendar'
import { calendar, hour, opened, planned, upload } from '#tests/calendar_files'
import { at, countQueries, people } from '#tests/people'

function filesOf(clinic: Clinic) {
  const folder = join(clinicFolder(clinic.id), 'files', 'calendars')
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
  return all.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
}

test.group('Import of a calendar', () => {
  test('shows what will happen, then books it, and the file is gone', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, () => book(planOf(signe, '10:30')))
    const address = await opened(
      client,
      signe,
      calendar([
        hour(8, 'Anna Berg', { LOCATION: 'Room 2' }),
        hour(10, 'Bo Holm'),
        hour(12, 'Training', { RRULE: 'FREQ=WEEKLY;COUNT=3' }),
        { ...hour(8, 'Last year'), DTSTART: '20260101T080000' },
      ])
    )
    const page = await client.get(address).as(signe)
    page.assertStatus(200)
    for (const word of ['Import 4 appointments', 'Anna Berg', 'Taken', 'It is over.'])
      assert.include(page.text(), word)
    assert.deepEqual(await at(nordlys, planned), ['06-15T10:30 null'])
    const [file] = filesOf(nordlys)
    assert.notInclude(readFileSync(file, 'utf8'), 'Anna')

    const done = await client.post(`${address}/runs`).as(signe).form({ member: signe.member.id })
    assert.include(done.header('location')!, '/calendar?view=agenda&date=2027-06-15')
    assert.deepEqual(await at(nordlys, planned), [
      '06-15T08:00 Anna Berg',
      '06-15T10:30 null',
      '06-15T12:00 Training',
      '06-22T12:00 Training',
      '06-29T12:00 Training',
    ])
    const [first] = await at(nordlys, () => Appointment.query().orderBy('starts_at'))
    assert.containsSubset(
      { ...first.$attributes, minutes: first.minutes },
      { source: 'import', note: 'Room 2', memberId: signe.member.id, minutes: 60 }
    )
    assert.isEmpty(filesOf(nordlys))
    const actions = await auditActions(nordlys)
    assert.equal(actions.at(-1), 'calendar.imported')
  })

  test('goes into the calendar of a colleague, who may have other times free', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, mads, jonas, freja } = await people()
    await at(nordlys, () => book(planOf(signe, '08:00')))
    const address = await opened(client, jonas, calendar([hour(8, 'Anna')]))
    const forSigne = await client.get(`${address}?member=${signe.member.id}`).as(jonas)
    assert.include(forSigne.text(), 'Nothing to import')
    const forMads = await client.get(`${address}?member=${mads.member.id}`).as(jonas)
    assert.include(forMads.text(), 'Import one appointment')
    const foreign = await client.get(`${address}?member=${freja.member.id}`).as(jonas)
    foreign.assertStatus(404)
    await client.post(`${address}/runs`).as(jonas).form({ member: mads.member.id })
    const rows = await at(nordlys, () => Appointment.query().where('member_id', mads.member.id))
    assert.lengthOf(rows, 1)
  })

  test('a file is seen by nobody but who has uploaded it', async ({ client, assert }) => {
    const { nordlys, signe, ida, freja } = await people()
    const address = await opened(client, signe, calendar([hour(8, 'Anna')]))
    for (const person of [ida, freja]) {
      for (const response of [
        await client.get(address).as(person),
        await client.post(`${address}/runs`).as(person),
        await client.delete(address).as(person),
      ])
        response.assertStatus(404)
    }
    assert.lengthOf(filesOf(nordlys), 1)
    await client.delete(address).as(signe)
    assert.isEmpty(filesOf(nordlys))
  })

  test('a file that nobody comes back for is removed after a day', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    await opened(client, signe, calendar([hour(8, 'Old')]))
    const [old] = filesOf(nordlys)
    const yesterday = Date.now() / 1000 - 25 * 3600
    utimesSync(old, yesterday, yesterday)
    await opened(client, signe, calendar([hour(8, 'New')]))
    await at(nordlys, () => tidyCalendarImports())
    assert.lengthOf(filesOf(nordlys), 1)
    assert.notInclude(filesOf(nordlys), old)
  })

  test('{$self.name} is refused in a sentence')
    .with([
      { name: 'a list of clients', content: 'Name;Phone\nAnna;12', sentence: 'no calendar file' },
      { name: 'an empty file', content: '', sentence: 'no calendar file' },
      {
        name: 'a broken calendar',
        content: 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART',
        sentence: 'no calendar file',
      },
      {
        name: 'a calendar of a lifetime',
        content: calendar([
          ...Array.from({ length: 4 }, (_, nth) =>
            hour(8 + nth, 'Daily', { RRULE: 'FREQ=DAILY;COUNT=399' })
          ),
        ]),
        sentence: 'more than 1,000 appointments',
      },
      { name: 'a large file', content: 'x'.repeat(21 * 2 ** 20), sentence: 'larger than 20 MB' },
    ])
    .run(async ({ client, assert }, { content, sentence }) => {
      const { signe } = await people()
      const response = await upload(client, signe, content)
      response.assertStatus(422)
      assert.include(response.text(), sentence)
    })

  test('no file, and no permission', async ({ client, assert }) => {
    const { signe } = await people()
    const none = await client.post('/calendar/imports').as(signe).form({})
    none.assertStatus(422)
    assert.include(none.text(), 'Choose a file.')
  })

  test('looking at three entries costs no more queries than at one', async ({ client, assert }) => {
    const { signe } = await people()
    const one = await opened(client, signe, calendar([hour(8, 'One')]))
    const three = await opened(
      client,
      signe,
      calendar([hour(8, 'One'), hour(9, 'Two'), hour(10, 'Three')])
    )
    const asking = (address: string) => countQueries(() => client.get(address).as(signe))
    await asking(one)
    assert.equal(await asking(three), await asking(one))
  })

  test('an empty calendar says so', async ({ client, assert }) => {
    const { signe } = await people()
    const page = await client.get(await opened(client, signe, calendar([]))).as(signe)
    assert.include(page.text(), 'There is nothing in this file')
  })
})
