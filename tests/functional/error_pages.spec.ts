import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import HttpExceptionHandler from '#exceptions/handler'
import { NORDLYS, people } from '#tests/people'

const NOT_HERE = {
  en: 'This page is not here',
  da: 'Siden findes ikke',
  nb: 'Siden finnes ikke',
}

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
