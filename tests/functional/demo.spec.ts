import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { deleteClinic } from '#clinics/ending'
import Client from '#models/client'
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

    for (const path of ['/', '/clients', `/clients/${id}`, `/clients/${id}?tab=consents`]) {
      const page = await client.get(path).as(visitor)
      page.assertStatus(200)
      assert.notInclude(page.text(), 'data-unavailable', path)
    }
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
