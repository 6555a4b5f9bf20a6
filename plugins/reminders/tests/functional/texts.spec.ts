import { test } from '@japa/runner'
import type Clinic from '#models/clinic'
import { textOf } from '#tests/clients'
import { switchOn } from '#tests/plugins'
import { reminding, SMS_BEFORE, theRule } from '../setting.js'

async function textsOf(clinic: Clinic) {
  const { texts } = await theRule(clinic)
  return texts
}

test.group('Texts', () => {
  test('have a preview in each language, and can be written and taken back', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, SMS_BEFORE)
    const { id } = await theRule(all.nordlys)
    const path = `/reminders/rules/${id}/text`
    const page = (locale: string) => textOf(client.get(`${path}?locale=${locale}`).as(all.mads))
    assert.include(await page('en'), 'Reminder: your appointment at Nordlys Fysioterapi is on')
    assert.include(await page('da'), 'Påmindelse: Du har en aftale hos Nordlys Fysioterapi')
    assert.include(await page('nb'), 'Påminnelse: Du har en avtale hos Nordlys Fysioterapi')

    const words = { locale: 'da', body: 'Hej {name}, vi ses {date}.' }
    const written = await client.put(path).as(all.mads).form(words)
    written.assertStatus(303)
    const { texts } = await theRule(all.nordlys)
    const [text] = texts
    assert.deepEqual([text.locale, text.body], ['da', 'Hej {name}, vi ses {date}.'])
    assert.match(await page('da'), /Hej Clara Østergaard, vi ses tirsdag den 8. juni 2027\./)

    await client.delete(`${path}?locale=da`).as(all.mads)
    assert.isEmpty(await textsOf(all.nordlys))
  })

  test('with a gap that nothing fills are refused, and kept on the page', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, SMS_BEFORE)
    const { id } = await theRule(all.nordlys)
    const words = { locale: 'da', body: 'Hej {navn}' }
    const refused = await client.put(`/reminders/rules/${id}/text`).as(all.mads).form(words)
    refused.assertStatus(422)
    refused.assertTextIncludes('Nothing fills in {navn}.')
    refused.assertTextIncludes('\nHej {navn}</textarea>')
    assert.isEmpty(await textsOf(all.nordlys))
  })

  test('are previewed while they are typed, with their length', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, SMS_BEFORE)
    const { id } = await theRule(all.nordlys)
    const preview = async (body: string) => {
      const response = await client
        .post(`/reminders/rules/${id}/preview`)
        .as(all.mads)
        .form({ locale: 'en', body })
      return response.body()
    }
    assert.deepEqual(await preview('{clinic}: {time}, {name}'), {
      channel: 'sms',
      subject: '',
      body: 'Nordlys Fysioterapi: 10:30 AM, Clara Østergaard',
      hasLink: false,
      length: '47 characters, sent and paid for as 1 SMS.',
    })
    // Nothing but a time, once a plugin demands it.
    await switchOn(all.nordlys, 'crumbling')
    const neutral = await preview('{clinic}: {time}, {name}')
    assert.match(neutral.body, /^Reminder: your appointment is on/)
    assert.notInclude(neutral.body, 'Clara')
  })
})
