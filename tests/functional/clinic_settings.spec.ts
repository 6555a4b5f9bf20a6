import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { clinicFolder } from '#clinics/database'
import { directory } from '#clinics/directory'
import { hostsOf } from '#clinics/hosts'
import { clinicSettings } from '#clinics/settings'
import { at, NORDLYS, people, SYDHAVN } from '#tests/people'

const FORM = {
  name: 'Nordlys',
  locale: 'da',
  timeZone: 'Europe/Oslo',
  currency: 'NOK',
  hosts: NORDLYS,
}
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

function fixture(name: string, content: Buffer | string) {
  const file = app.makePath('tmp', name)
  writeFileSync(file, content)
  return file
}

test.group('Clinic settings', () => {
  test('are saved whole, and show at once', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    const response = await client
      .put('/settings/clinic')
      .as(ida)
      .form({
        ...FORM,
        address: 'Havnegade 1',
        country: 'DK',
        hosts: `${NORDLYS}\nhttps.example.org`,
      })

    response.assertStatus(302)
    await at(nordlys, async () => {
      assert.deepEqual(clinicSettings.read(), {
        address: 'Havnegade 1',
        locale: 'da',
        timeZone: 'Europe/Oslo',
        currency: 'NOK',
        country: 'DK',
      })
    })
    assert.deepEqual(await hostsOf(nordlys), ['https.example.org', NORDLYS])
    const clinic = await directory.findByHost(NORDLYS)
    assert.equal(clinic!.name, 'Nordlys')
  })

  test('refuse host names that are wrong, taken, or would lock the visitor out', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await people()
    for (const [hosts, sentence] of [
      ['https://nordlys.test/', 'This is not a host name'],
      [`${NORDLYS} ${SYDHAVN}`, 'Another clinic on this server'],
      ['other.example.org', `Keep ${NORDLYS} in the list`],
      ['', 'needs a host name of its own'],
    ]) {
      const response = await client
        .put('/settings/clinic')
        .as(ida)
        .form({ ...FORM, hosts })
      response.assertStatus(422)
      response.assertTextIncludes(sentence)
    }
    assert.deepEqual(await hostsOf(nordlys), [NORDLYS])
    await at(nordlys, async () => assert.equal(clinicSettings.read().locale, 'en'))
  })

  test('keep a logo that is a picture, and nothing else', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    const files = () => readdirSync(join(clinicFolder(nordlys.id), 'files'))

    const script = fixture('logo.png', '<svg onload="alert(1)">')
    const refused = await client.put('/settings/clinic').as(ida).fields(FORM).file('logo', script)
    refused.assertStatus(422)
    assert.isEmpty(files())

    const picture = fixture('picture.png', PNG)
    const kept = await client.put('/settings/clinic').as(ida).fields(FORM).file('logo', picture)
    kept.assertStatus(302)
    const logo = await client.get('/logo').at(NORDLYS)
    logo.assertHeader('content-type', 'image/png')
    assert.isTrue(PNG.equals(logo.body()))

    await client
      .put('/settings/clinic')
      .as(ida)
      .form({ ...FORM, removeLogo: 'on' })
    const gone = await client.get('/logo').at(NORDLYS)
    gone.assertStatus(404)
    assert.isEmpty(files())
  })

  test('are closed to a practitioner', async ({ client }) => {
    const { signe } = await people()
    const page = await client.get('/settings/clinic').as(signe)
    const response = await client.put('/settings/clinic').as(signe).form(FORM)

    page.assertStatus(403)
    response.assertStatus(403)
  })
})
