import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { deleteClinic } from '#clinics/ending'
import { WorkingHours } from '#calendar/hours/working_hours'
import Appointment from '#models/appointment'
import Client from '#models/client'
import Holiday from '#models/holiday'
import Room from '#models/room'
import Service from '#models/service'
import TimeOff from '#models/time_off'
import Member from '#models/member'
import { seedDemoClinic } from '#database/seeders/demo_clinic'
import { at, people } from '#tests/people'

test.group('Demo clinic', () => {
  test('has four members who can sign in, and forty clients', async ({ client, assert }) => {
    const { nordlys, sydhavn } = await people()
    await deleteClinic(nordlys)
    await deleteClinic(sydhavn)
    const { clinic, password, members } = await seedDemoClinic()

    assert.lengthOf(members, 4)
    for (const { email } of members) {
      const response = await client.post('/sign-in').at('demo.localhost').form({ email, password })
      response.assertHeader('location', '/')
    }
    await at(clinic, async () => {
      assert.lengthOf(await Member.all(), 4)
      assert.lengthOf(await Client.all(), 40)
      assert.lengthOf(await Client.query().whereNotNull('archivedAt'), 2)
    })
  })

  test('has a calendar as on any day: services, hours, rooms, and two weeks in several states', async ({
    assert,
  }) => {
    const { nordlys, sydhavn } = await people()
    await deleteClinic(nordlys)
    await deleteClinic(sydhavn)
    const { clinic } = await seedDemoClinic()

    await at(clinic, async () => {
      assert.lengthOf(await Service.all(), 6)
      assert.lengthOf(await Room.all(), 4)
      const holidays = await Holiday.all()
      assert.isAbove(holidays.length, 15)
      const members = await Member.all()
      const hours = await WorkingHours.ofAll(members)
      assert.isTrue(hours.every(({ weeks }) => weeks.length > 0))
      assert.lengthOf(await TimeOff.all(), 2)

      const appointments = await Appointment.query().preload('attendances')
      assert.isAbove(appointments.length, 50)
      const statuses = new Set(appointments.map(({ status }) => status))
      assert.isTrue(statuses.has('booked') && statuses.has('cancelled'), [...statuses].join())
      const groups = appointments.filter(({ isGroup }) => isGroup)
      assert.deepEqual(groups.map(({ attendances }) => attendances.length).sort(), [4, 6])
      const withoutClient = appointments.filter(({ attendances }) => attendances.length === 0)
      assert.deepEqual(new Set(withoutClient.map(({ title }) => title)), new Set(['Personalemøde']))
    })
  })

  test('shows every page that plugins add to, with nothing that could not be shown', async ({
    client,
    assert,
  }) => {
    const { nordlys, sydhavn } = await people()
    await deleteClinic(nordlys)
    await deleteClinic(sydhavn)
    const { clinic } = await seedDemoClinic()
    const { id } = await at(clinic, () => Client.firstOrFail())
    const owner = await at(clinic, () => Member.findByOrFail('role', 'owner'))
    const visitor = { clinic, member: owner, host: 'demo.localhost' }

    for (const path of [
      '/',
      '/clients',
      `/clients/${id}`,
      `/clients/${id}?tab=consents`,
      `/clients/${id}?tab=soap`,
      '/keys',
      '/soap/unsigned',
      '/settings/services',
      '/settings/hours',
    ]) {
      const page = await client.get(path).as(visitor)
      page.assertStatus(200)
      assert.notInclude(page.text(), 'data-unavailable', path)
    }
    const booking = await client.get('/booking').at('demo.localhost')
    booking.assertTextIncludes('Opfølgende behandling')
  })

  test('refuses a data folder that already has a clinic', ({ assert, cleanup }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'fortrolig-demo-'))
    cleanup(() => rmSync(dataDir, { recursive: true }))
    const seed = () =>
      spawnSync(process.execPath, ['ace.js', 'demo:seed'], {
        cwd: app.makePath(),
        encoding: 'utf8',
        env: { ...process.env, DATA_DIR: dataDir, NODE_ENV: 'production', NO_COLOR: '1' },
      })

    const first = seed()
    assert.equal(first.status, 0, first.stderr)
    assert.match(first.stdout, /Their password is: \w+(-\w+){4}[^]*maria@havblik/)

    const second = seed()
    assert.equal(second.status, 1)
    assert.include(second.stdout + second.stderr, 'already has a clinic')
  })
})
