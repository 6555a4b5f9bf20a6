import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { Sessions, sessionKey } from '#clinics/sessions'
import { aClient, book, planOf, TUESDAY } from '#tests/calendar'
import { at, people } from '#tests/people'
import { COOKIE, Visitor } from '#tests/visitor'

const DAYS = `from=${TUESDAY}&until=2027-06-16`
const NOTICE = 'The client has arrived.'

/** Jonas has said that Anna is here, and the browser has not yet asked for the page that the answer leads to. */
async function arrived(client: ApiClient) {
  const { nordlys, signe, jonas } = await people()
  const { id } = await at(nordlys, async () =>
    book(planOf(signe, '10:00'), await aClient('Anna', 'Lind'))
  )
  const visitor = Visitor.as(client, jonas)
  const get = (path: string, headers: Record<string, string> = {}) =>
    client.get(path).headers(headers).at(jonas.host).cookie(COOKIE, visitor.cookie!)
  const before = Sessions.instance.read(sessionKey(visitor.cookie!), nordlys.id)!
  const marked = await visitor.post(`/appointments/${id}/marks`, { status: 'arrived' })
  marked.assertStatus(303)
  return { id, get, before }
}

test.group('Notices', () => {
  test('are shown once, whatever the page fetches before the act has led on', async ({
    client,
    assert,
  }) => {
    const { id, get } = await arrived(client)
    for (const path of ['appointments', 'hours']) {
      const answer = await get(`/calendar/${path}?${DAYS}`, { accept: 'application/json' })
      answer.assertStatus(200)
      assert.notInclude(answer.text(), NOTICE)
    }
    const agenda = await get(`/calendar?view=agenda&date=${TUESDAY}`, { 'turbo-frame': 'agenda' })
    assert.notInclude(agenda.text(), NOTICE)

    const path = `/appointments/${id}`
    const shown = await get(path)
    assert.lengthOf(shown.text().match(new RegExp(NOTICE, 'g'))!, 1)
    const again = await get(path)
    assert.notInclude(again.text(), NOTICE)
  })

  test('are shown in the frame beside the calendar', async ({ client, assert }) => {
    const { id, get } = await arrived(client)
    const framed = { 'turbo-frame': 'appointment' }
    const drawer = await get(`/appointments/${id}`, framed)
    const frame = drawer.text().match(/<turbo-frame id="appointment".*<\/turbo-frame>/s)![0]
    assert.include(frame, NOTICE)
    const again = await get(`/appointments/${id}`, framed)
    assert.notInclude(again.text(), NOTICE)
  })

  test('are neither lost nor shown again when a slow request writes the session as it found it', async ({
    client,
    assert,
  }) => {
    const { id, get, before } = await arrived(client)
    Sessions.instance.update(before)
    const shown = await get(`/appointments/${id}`)
    assert.include(shown.text(), NOTICE)
    Sessions.instance.update(before)
    const again = await get(`/appointments/${id}`)
    assert.notInclude(again.text(), NOTICE)
  })
})
