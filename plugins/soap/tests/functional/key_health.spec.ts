import { test } from '@japa/runner'
import { textOf } from '../../../keys/tests/keyed.js'
import { circleOf } from '../circled.js'
import { keepNote, keptNote, noting, sealedNote } from '../setting.js'

test.group('How keys are doing', () => {
  test('says how many notes each member can read', async ({ client, assert }) => {
    const all = await noting()
    const { signe, ida, clara, recovery } = all
    const row = async (name: string) => {
      const text = await textOf(client.get('/keys/health').as(ida))
      const words = text.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ')
      return words.match(new RegExp(`${name} .*? Confirmed (\\d+)`))?.[1]
    }
    assert.deepEqual([await row('Signe Dahl'), await row('Ida Lund')], ['0', '0'])
    await keptNote(all)
    const final = await keptNote(all, { final: true })
    const shared = await circleOf(signe, clara.id, [recovery.keys.id, ida.keys.id])
    await keepNote(signe, { circle: shared, client: clara })
    const made = { circle: all.circle, client: clara, type: 'soap-addendum' }
    const { id, envelope, digest } = await sealedNote(signe, made)
    const addenda = client.post(`/soap/notes/${final}/addenda`).as(signe)
    const added = await addenda.json({ id, envelope, digest })
    added.assertStatus(201)
    assert.deepEqual([await row('Signe Dahl'), await row('Ida Lund')], ['3', '1'])
  })
})
