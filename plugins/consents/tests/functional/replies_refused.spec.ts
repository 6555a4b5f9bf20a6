import { test } from '@japa/runner'
import { clinicClient } from '#clinics/database'
import { at } from '#tests/people'
import { sha256 } from '../../models/document.js'
import {
  clara,
  DRAWN,
  fillIn,
  PHOTOS,
  published,
  RECORDS,
  republished,
  textsOn,
} from '../setting.js'
import { answersOf, yesAndNo, send } from '../replying.js'

test.group('Replies that are refused', () => {
  test('every statement wants a yes or a no, and what was chosen stays', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const form = await fillIn(client, all, { [all.records.id]: 'given' })
    const response = await send(client, all, form)

    response.assertStatus(422)
    assert.equal(response.text().match(/Choose yes or no\./g)!.length, 1)
    assert.match(response.text(), /value="given" required checked/)
    assert.lengthOf(response.text().match(/ checked/g)!, 1)
    assert.include(response.text(), 'name="signature" value="{&quot;width&quot;:600')
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a form without any answer asks for all of them', async ({ client, assert }) => {
    const all = await clara()
    const response = await send(client, all, { locale: 'en', signing: 'typed' })

    response.assertStatus(422)
    assert.equal(response.text().match(/Choose yes or no\./g)!.length, 2)
  })

  test('a yes wants a signature, a no does not', async ({ client, assert }) => {
    const all = await clara()
    const yes = await fillIn(client, all, yesAndNo(all), { signature: '' })
    const unsigned = await send(client, all, yes)
    const dot = await send(client, all, {
      ...yes,
      signature: JSON.stringify({ width: 600, height: 200, strokes: [[[1, 1]]] }),
    })
    const big = await send(client, all, {
      ...yes,
      signature: DRAWN.replace('{', `{"note":"${'x'.repeat(100_000)}",`),
    })
    const nameless = await send(client, all, { ...yes, signing: 'typed', signedName: '' })

    assert.include(unsigned.text(), 'The signature is missing.')
    assert.include(dot.text(), 'The signature is too short or could not be read.')
    assert.include(nameless.text(), 'Your full name is missing.')
    assert.deepEqual(
      [unsigned, dot, big, nameless].map((response) => response.status()),
      [422, 422, 422, 422]
    )
    assert.lengthOf(await answersOf(all), 0)

    const no = { [all.records.id]: 'refused', [all.photos.id]: 'refused' }
    const refusal = await send(client, all, await fillIn(client, all, no, { signature: '' }))
    refusal.assertStatus(303)
    const answers = await answersOf(all)
    assert.deepEqual(
      answers.map(({ answer, signature }) => [answer, signature]),
      [
        ['refused', null],
        ['refused', null],
      ]
    )
  })

  test('the text changed in between: nothing is kept, and the new text is shown', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    await at(all.nordlys, () => republished(all.photos, { ...PHOTOS, kept: 'For ever.' }, true))
    const response = await send(client, all, form)

    response.assertStatus(422)
    assert.include(response.text(), 'The text has changed')
    assert.include(response.text(), 'For ever.')
    assert.lengthOf(await answersOf(all), 0)
    // What was said to the text that stayed is still chosen, what was said to the other is not.
    assert.lengthOf(response.text().match(/ checked/g)!, 1)

    await send(client, all, { ...form, texts: textsOn(response.text()) })
    const [, photos] = await answersOf(all)
    assert.include(photos.document, 'For ever.')
    assert.equal(photos.versionNumber, 2)
  })

  test('a small correction in between is a change of the text too', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    await at(all.nordlys, () =>
      republished(all.records, { ...RECORDS, kept: 'Five years!' }, false)
    )

    const response = await send(client, all, form)
    response.assertStatus(422)
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a hash of words that were never shown counts for nothing', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    const forged = { ...form, texts: { ...form.texts, [all.records.id]: sha256('Anything') } }

    const response = await send(client, all, forged)
    response.assertStatus(422)
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a statement that was not asked for cannot be slipped in', async ({ client, assert }) => {
    const all = await clara()
    const other = await at(all.nordlys, () => published({ ...RECORDS, title: 'Selling your data' }))
    const form = await fillIn(client, all, yesAndNo(all))
    const text = await at(all.nordlys, () =>
      clinicClient()
        .from('consents_texts')
        .where('version_id', other.currentVersionId!)
        .firstOrFail()
    )
    await send(client, all, {
      ...form,
      answers: { ...form.answers, [other.id]: 'given' },
      texts: { ...form.texts, [other.id]: text.hash },
    })

    const answers = await answersOf(all)
    assert.deepEqual(
      answers.map(({ statementId }) => statementId),
      [all.records.id, all.photos.id]
    )
  })

  test('other words than yes and no are refused', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, { ...yesAndNo(all), [all.photos.id]: 'withdrawn' })

    const response = await send(client, all, form)
    response.assertStatus(422)
    assert.lengthOf(await answersOf(all), 0)
  })
})
