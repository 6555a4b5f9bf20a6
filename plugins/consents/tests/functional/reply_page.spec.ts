import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { Sessions } from '#clinics/sessions'
import { at, NORDLYS } from '#tests/people'
import { clara, fillIn, RECORDS, republished, textsOn } from '../setting.js'
import { answersOf, yesAndNo, send } from '../replying.js'

test.group('The page for a reply', () => {
  test('the page shows each statement by itself, with nothing chosen and no name in sight of others', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const before = Sessions.instance.count()
    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)

    page.assertStatus(200)
    assert.include(page.text(), '<h2>Keeping a record</h2>')
    assert.include(page.text(), '<h2>Photos</h2>')
    assert.equal(page.text().match(/type="radio"/g)!.length, 4)
    assert.notMatch(page.text(), /checked|selected/)
    assert.notInclude(page.text(), 'Clara')
    assert.notInclude(page.text(), 'Østergaard')
    assert.equal(Sessions.instance.count(), before)
    page.assertHeader('cache-control', 'no-store')
  })

  test('opening is noted and does not use the link up', async ({ client, assert }) => {
    const all = await clara()
    const state = () =>
      at(all.nordlys, async () => {
        await all.request.refresh()
        return all.request.state
      })

    assert.equal(await state(), 'sent')
    await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    assert.equal(await state(), 'opened')
  })

  test('speaks the client’s language, and lets it be changed; the evidence is of what was read', async ({
    client,
    assert,
  }) => {
    const all = await clara('link', { locale: 'da' })
    await at(all.nordlys, async () => {
      await all.records.write({
        locale: 'da',
        fields: { ...RECORDS, title: 'Journal' },
        by: SERVER,
      })
      await republished(all.records, { ...RECORDS, kept: 'Six years.' }, false)
    })
    const danish = await client
      .get(`/consents/a/${all.token}`)
      .at(NORDLYS)
      .header('accept-language', 'en')
    assert.include(danish.text(), '<html lang="da">')
    assert.include(danish.text(), '<h2>Journal</h2>')
    assert.include(danish.text(), 'Ja, jeg giver samtykke')
    // Photos are written in English only, and say so to a screen reader.
    assert.match(danish.text(), /<article class="consent-document" lang="en">\s*<h2>Photos/)

    const norwegian = await client.get(`/consents/a/${all.token}?locale=nb`).at(NORDLYS)
    assert.include(norwegian.text(), '<html lang="nb">')

    const form = await fillIn(client, all, yesAndNo(all), {
      locale: 'da',
      texts: textsOn(danish.text()),
    })
    const refused = await send(client, all, { ...form, answers: {} })
    assert.include(refused.text(), 'Vælg ja eller nej.')
    await send(client, all, form)
    const [records, photos] = await answersOf(all)
    assert.deepEqual([records.locale, records.title], ['da', 'Journal'])
    assert.include(records.document, 'Hvor længe vi gemmer det')
    assert.equal(photos.locale, 'en')
  })

  test('dangerous Markdown stays text, also years later', async ({ client, assert }) => {
    const all = await clara()
    const fields = { ...RECORDS, body: '<img src=x onerror=alert(1)> [x](javascript:alert(1))' }
    await at(all.nordlys, () => republished(all.records, fields, true))
    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    await send(client, all, await fillIn(client, all, yesAndNo(all)))
    const [answer] = await answersOf(all)
    const evidence = await client.get(`/consents/answers/${answer.id}`).as(all.signe)

    for (const { text } of [page, evidence].map((response) => ({ text: response.text() }))) {
      assert.include(text, '&lt;img src=x onerror=alert(1)&gt;')
      assert.notInclude(text, '<img src=x')
      assert.notInclude(text, 'href="javascript')
    }
  })

  test('the next one at the screen sees nothing of the answers', async ({ client, assert }) => {
    const all = await clara('screen')
    await send(client, all, await fillIn(client, all, yesAndNo(all)))
    const thanks = await client.get(`/consents/a/${all.token}/thanks`).at(NORDLYS)

    thanks.assertStatus(200)
    assert.include(thanks.text(), 'Please hand the device back.')
    assert.notInclude(thanks.text(), 'Clara')
    assert.notInclude(thanks.text(), 'Keeping a record')
    const [given] = await answersOf(all)
    assert.deepEqual([given.method, given.sentTo], ['screen', null])
  })

  test('there are no thanks before an answer', async ({ client }) => {
    const all = await clara()
    const response = await client.get(`/consents/a/${all.token}/thanks`).at(NORDLYS)

    response.assertStatus(302)
    response.assertHeader('location', `/consents/a/${all.token}`)
  })

  test('is gone while the plugin is off', async ({ client }) => {
    const all = await clara()
    const { switchOff } = await import('#tests/plugins')
    await switchOff(all.nordlys, 'consents')

    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    page.assertStatus(404)
  })
})
