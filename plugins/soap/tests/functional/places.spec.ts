import { test } from '@japa/runner'
import { at } from '#tests/people'
import { uuidv7 } from 'uuidv7'
import { bodyOf } from '../../../keys/tests/keyed.js'
import Envelope from '../../models/envelope.js'
import { circleOf } from '../circled.js'
import { keepNote, keptNote, noting } from '../setting.js'

test.group('Where what does not open is found', () => {
  test('its readers get a link and when it was written, and nobody else anything', async ({
    client,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, ida, freja, recovery, clara } = all
    const own = await keptNote(all, { final: true })
    const circle = await circleOf(ida, clara.id, [recovery.keys.id, signe.keys.id])
    const shared = await keepNote(ida, { circle, client: clara })
    const envelopes = await at(nordlys, () => Envelope.query().orderBy('createdAt'))
    const ids = [...envelopes.map(({ id }) => id), uuidv7()]
    const placesFor = async (person: typeof ida) => {
      const answer = client.get('/keys/envelopes').as(person).qs({ ids })
      const { places } = await bodyOf(answer)
      return places.map(({ place, words }: { place: string; words: string }) => {
        assert.match(words, /^Note by (Signe Dahl|Ida Lund), \w+ \d+, 20\d\d, \d+:\d\d/)
        return place
      })
    }
    assert.deepEqual(await placesFor(signe), [`/soap/notes/${own}`, `/soap/notes/${shared}`])
    assert.deepEqual(await placesFor(ida), [`/soap/notes/${shared}`])
    const elsewhere = await client.get('/keys/envelopes').as(freja).qs({ ids }).accept('json')
    assert.notInclude(elsewhere.text(), own)
    const many = Array.from({ length: 51 }, () => uuidv7())
    const tooMany = await client.get('/keys/envelopes').as(signe).qs({ ids: many }).accept('json')
    tooMany.assertStatus(422)
  })
})
