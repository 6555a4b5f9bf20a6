import { test } from '@japa/runner'
import { addressAt, assertAccessible, photograph } from '#tests/browser/pages'
import { aClient } from '#tests/clients'
import { at } from '#tests/people'
import Note from '../../models/note.js'
import { noting } from '../setting.js'
import { openUnlocked, unlockHere } from './opening.js'

test.group('Bringing old notes', () => {
  test('brings old notes in, encrypted before anything is sent', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, clara } = await noting()
    await at(nordlys, () =>
      aClient({ firstName: 'Bo', lastName: 'Berg', email: 'bo@example.test' })
    )
    const csv = [
      'Name;Date;Title;Author;Findings;Plan',
      'Clara Østergaard;03.02.2019;Gammel skulder;Doktor Bang;"Stiv; øm";Varme',
      'Clara Østergaard;03.02.2019;Gammel skulder;Doktor Bang;"Stiv; øm";Varme',
      'Nobody Known;03.02.2019;;;Nothing;',
      'Bo Berg;not a date;;;Nothing;',
    ].join('\n')
    const page = await openUnlocked(browserContext, signe, '/soap/import')
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.postData() ?? ''))
    const old = (text: string) =>
      page
        .getByLabel('A file with old notes')
        .setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await old('nothing but a line')
    await page.getByText('This is neither a CSV file with headings nor a JSON list.').waitFor()
    await old(csv)
    await page.getByText('Rows that do not come in: 3').click()
    await page.getByText('Line 3: is the same as a line above').waitFor()
    await page.getByText('Line 4: no client, or several, could be meant').waitFor()
    await page.getByText('Line 5: the date is missing or is none').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'import')
    await page.getByRole('button', { name: 'Encrypt and bring in (1)' }).click()
    await page.getByText('Brought in: 1 of 1').waitFor()
    assert.isEmpty(sent.filter((body) => /skulder|øm|Varme/.test(body)))

    await page.getByRole('link', { name: 'Search', exact: true }).click()
    await page.getByText('Notes to search: 1').waitFor()
    await page.getByLabel('Words in your notes').fill('varme')
    await page.getByRole('link', { name: 'Gammel skulder' }).click()
    await page.getByText('From old.csv, written by Doktor Bang').waitFor()
    await page.getByText('Stiv; øm').waitFor()
    const note = await at(nordlys, () => Note.query().firstOrFail())
    assert.containsSubset(note.$attributes, { clientId: clara.id, finalisedBy: 'author' })

    // The same file once more, with a line that is new: that one comes in.
    await page.goto(addressAt(signe.host, '/soap/import'))
    await unlockHere(page, signe)
    await old(`${csv}\nClara Østergaard;04.02.2019;;;Bedre;`)
    await page.getByText('Rows that do not come in: 4').click()
    await page.getByText('Line 2: is here already').waitFor()
    await page.getByRole('button', { name: 'Encrypt and bring in (1)' }).click()
    await page.getByText('Brought in: 1 of 1').waitFor()
    assert.lengthOf(await at(nordlys, () => Note.all()), 2)
  })
})
