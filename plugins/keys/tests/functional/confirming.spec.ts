import { test } from '@japa/runner'
import { at } from '#tests/people'
import { readCard } from '../../browser/crypto/key_pair.ts'
import { makePin } from '../../browser/crypto/pins.ts'
import Key from '../../models/key.js'
import Pin from '../../models/pin.js'
import { Standing } from '../../models/standing.js'
import { bodyOf, pin, ringless, withKey, withRecovery } from '../keyed.js'

test.group('Confirming keys', () => {
  test('Ida’s pin of Signe’s key is kept, and of nothing else', async ({ client, assert }) => {
    const all = await ringless()
    const [ida, signe] = [await withKey(all.ida), await withKey(all.signe)]
    const freja = await withKey(all.freja)
    const card = await at(all.nordlys, () => Key.findOrFail(signe.keys.id))
    const hers = await readCard(card.card, all.nordlys.id)
    const post = (text: string) => client.post('/keys/pins').as(ida).json({ pin: text })

    const refused = [
      await post(await makePin(signe.keys, hers)),
      await post(await makePin(ida.keys, { ...hers, member: all.mads.member.id })),
      await post(await makePin(ida.keys, { ...hers, clinic: all.sydhavn.id })),
      await post(await makePin(ida.keys, { ...hers, id: freja.keys.id })),
      await post('nonsense'),
    ]
    assert.deepEqual(
      refused.map((answer) => answer.status()),
      refused.map(() => 422)
    )
    const kept = await post(await makePin(ida.keys, hers))
    kept.assertStatus(201)
    const twice = await post(await makePin(ida.keys, hers))
    twice.assertStatus(201)

    const pins = await at(all.nordlys, () => Pin.all())
    assert.lengthOf(pins, 1)
    const idas = await bodyOf(client.get('/keys/cards').as(ida))
    const signes = await bodyOf(client.get('/keys/cards').as(signe))
    assert.deepEqual(idas.pins, [pins[0].text])
    assert.deepEqual(signes.pins, [])
  })

  test('a clinic is ready for a member’s first note when nothing is missing', async ({
    assert,
  }) => {
    const all = await ringless()
    const standing = () => at(all.nordlys, () => Standing.of(all.signe.member))
    const steps = async () => {
      const { missing } = await standing()
      return missing.map(({ step }) => step)
    }
    assert.deepEqual(await steps(), ['own_key', 'recovery', 'recovery_pin'])
    const signe = await withKey(all.signe)
    assert.deepEqual(await steps(), ['recovery', 'recovery_pin'])
    const recovery = await withRecovery(all.ida)
    const { missing } = await standing()
    assert.deepEqual(missing, [{ step: 'recovery_pin', path: '/keys/recovery' }])
    await pin(signe, recovery.keys.id)
    assert.deepEqual(await steps(), [])
  })
})
