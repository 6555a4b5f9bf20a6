import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import HttpExceptionHandler from '#exceptions/handler'
import { NORDLYS, people } from '#tests/people'
import { COOKIE } from '#tests/visitor'

const NOT_HERE = {
  en: 'This page is not here',
  da: 'Siden findes ikke',
  nb: 'Siden finnes ikke',
}

const GUARDS = [
  'content-security-policy',
  'x-frame-options',
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cache-control',
]

test.group('Error pages', () => {
  for (const [language, title] of Object.entries(NOT_HERE))
    test(`say in ${language} that a page is not here`, async ({ client, assert }) => {
      await people()
      const response = await client.get('/nowhere').at(NORDLYS).header('accept-language', language)

      response.assertStatus(404)
      assert.include(response.text(), `<html lang="${language}">`)
      assert.include(response.text(), title)
      response.assertHeader('cache-control', 'no-store')
    })

  test('are as well protected as any other, and no sign of who was there', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const there = await client.get('/profile').as(ida)
    const nowhere = await client.get('/nowhere').as(ida)
    const stranger = await client.get('/nowhere').at(NORDLYS)

    for (const response of [nowhere, stranger])
      for (const name of GUARDS) assert.equal(response.header(name), there.header(name), name)
    for (const name of GUARDS) assert.isNotEmpty(there.header(name), name)
    assert.isUndefined(stranger.cookie(COOKIE))
  })

  test('keep the way on in sight: the clinic’s name, and for a member its menu', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const stranger = await client.get('/nowhere').at(NORDLYS)
    assert.include(stranger.text(), 'Nordlys Fysioterapi')
    assert.notInclude(stranger.text(), 'href="/clients"')

    for (const method of ['GET', 'POST', 'DELETE']) {
      const response = await client.request('/clients/nobody/nothing', method).as(ida)
      response.assertStatus(404)
      assert.include(response.text(), NOT_HERE.en)
      assert.include(response.text(), 'href="/clients"')
      assert.include(response.text(), 'Ida Lund')
    }
  })

  test('say who decides what a role may do', async ({ client, assert }) => {
    const { jonas } = await people()
    const response = await client.get('/settings/clinic').as(jonas)

    response.assertStatus(403)
    assert.include(response.text(), 'An owner of the clinic decides what each role may do.')
  })

  test('give a reference where the server failed, and no detail', async ({ assert }) => {
    const ctx = await testUtils.createHttpContext()
    await new HttpExceptionHandler().handle(new Error('the disk of clinic 7'), ctx)
    const page = ctx.response.getBody() as string

    assert.equal(ctx.response.getStatus(), 500)
    assert.include(page, 'Something went wrong here')
    assert.include(page, ctx.request.id()!)
    assert.notInclude(page, 'disk')
  })
})
