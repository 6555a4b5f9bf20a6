import { test } from '@japa/runner'
import { directory } from '#clinics/directory'
import { clinicSettings } from '#clinics/settings'
import Member from '#models/member'
import { emptyServer, readSetupCode } from '#tests/empty_server'
import { at, NORDLYS, PASSWORD, people } from '#tests/people'

const FORM = {
  name: 'Fjord Massage',
  locale: 'nb',
  timeZone: 'Europe/Oslo',
  currency: 'NOK',
  ownerName: 'Tuva Moen',
  ownerEmail: 'Tuva@Fjord.test',
  password: PASSWORD,
}

test.group('Set-up', () => {
  test('an empty server sends every visitor there', async ({ client }) => {
    await emptyServer()
    const home = await client.get('/').at('fjord.test')
    const page = await client.get('/setup').at('fjord.test')

    home.assertStatus(302)
    home.assertHeader('location', '/setup')
    page.assertStatus(200)
  })

  test('the code from the console founds the clinic and its owner', async ({ client, assert }) => {
    const code = await emptyServer()
    const response = await client
      .post('/setup')
      .at('fjord.test')
      .form({ ...FORM, code: code.toLowerCase().replaceAll('-', ' ') })

    response.assertStatus(302)
    const session = response.cookie('fortrolig_session')!.value
    const home = await client.get('/').at('fjord.test').cookie('fortrolig_session', session)
    home.assertTextIncludes('Tuva Moen')

    const [clinic] = await directory.all()
    assert.equal(clinic.name, 'Fjord Massage')
    await at(clinic, async () => {
      const owner = await Member.firstOrFail()
      assert.deepInclude(owner.serialize(), {
        name: 'Tuva Moen',
        email: 'tuva@fjord.test',
        role: 'owner',
      })
      assert.deepEqual(clinicSettings.read(), {
        locale: 'nb',
        timeZone: 'Europe/Oslo',
        currency: 'NOK',
      })
    })
  })

  test('a wrong code founds nothing, and keeps what was typed but the password', async ({
    client,
    assert,
  }) => {
    await emptyServer()
    const response = await client
      .post('/setup')
      .at('fjord.test')
      .form({ ...FORM, code: 'AAAA-AAAA-AAAA' })

    response.assertStatus(422)
    response.assertTextIncludes('Fjord Massage')
    response.assertTextIncludes('This is not the code')
    assert.notInclude(response.text(), PASSWORD)
    assert.isEmpty(await directory.all())
  })

  test('a password that everybody uses, or made of names, founds nothing', async ({
    client,
    assert,
  }) => {
    const code = await emptyServer()
    for (const password of ['password1234', 'tuva moen fjord']) {
      const response = await client
        .post('/setup')
        .at('fjord.test')
        .form({ ...FORM, code, password })
      response.assertStatus(422)
    }
    assert.isEmpty(await directory.all())
  })

  test('the code changes after ten wrong answers', async ({ client, assert }) => {
    const code = await emptyServer()
    readSetupCode()
    const response = await client
      .post('/setup')
      .at('fjord.test')
      .form({ ...FORM, code })

    response.assertStatus(422)
    assert.isEmpty(await directory.all())
  })

  test('it is closed once a clinic is there', async ({ client, assert }) => {
    await people()
    const code = readSetupCode()
    const page = await client.get('/setup').at(NORDLYS)
    const response = await client
      .post('/setup')
      .at(NORDLYS)
      .form({ ...FORM, code })

    page.assertHeader('location', '/')
    response.assertHeader('location', '/')
    assert.lengthOf(await directory.all(), 2)
  })
})
