import { test } from '@japa/runner'
import { pageOf, choose, minuteIn, taking } from '../setting.js'

const SITES = 'https://www.clinic.example\nhttps://clinic.example/book'

test.group('Inside the clinic’s own site', () => {
  test('only the pages for visitors are framed, and only by the sites that are named', async ({
    client,
    assert,
  }) => {
    const all = await taking({ origins: SITES })
    const hold = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    for (const path of ['/booking', hold]) {
      const page = await client.get(path).at(all.host)
      assert.include(
        page.header('content-security-policy'),
        "frame-ancestors 'self' https://www.clinic.example https://clinic.example;"
      )
      assert.isUndefined(page.header('x-frame-options'))
    }
    for (const path of ['/sign-in', '/booking/requests']) {
      const other = await client.get(path).as(all.ida)
      assert.include(other.header('content-security-policy'), "frame-ancestors 'none'")
      assert.equal(other.header('x-frame-options'), 'DENY')
    }
  })

  test('nobody frames it where no site is named', async ({ client, assert }) => {
    const all = await taking()
    const page = await client.get('/booking').at(all.host)
    assert.include(page.header('content-security-policy'), "frame-ancestors 'none'")
    assert.equal(page.header('x-frame-options'), 'DENY')
  })

  test('a site that frames it cannot send its forms', async ({ client, assert }) => {
    const all = await taking({ origins: SITES })
    const answer = await client
      .post(`/booking/services/${all.service.id}/times`)
      .at(all.host)
      .header('origin', 'https://www.clinic.example')
      .form({ start: minuteIn(3, '10:00') })
    answer.assertStatus(403)
    assert.isUndefined(answer.header('location'))
  })
})
