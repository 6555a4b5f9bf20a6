import { test } from '@japa/runner'
import { makePin } from '../../browser/crypto/pins.js'
import { Ring } from '../../browser/vault/ring.js'
import { CLINIC, type Held, held, keyring } from '../keyring.js'

/** What a server tells of keys: those in use, and one that another took the place of. */
function told(cards: Held[], retired: Held[], pins: string[]) {
  const row = (each: Held, retiredAt: string | null) => ({
    ...{ key: each.keys.id, card: each.card },
    ...{ retiredAt, hasLeft: false },
  })
  return {
    ...{ clinic: CLINIC, member: 'signe', pins },
    cards: [...cards.map((each) => row(each, null)), ...retired.map((each) => row(each, 'then'))],
  }
}

test.group('The keys that a browser knows', () => {
  test('a key that changed under a pin is not pinned, and an alarm, whatever the server shows', async ({
    assert,
  }) => {
    const { signe, bo, stranger, recovery } = await keyring()
    const another = await held('bo')
    const pins = [await makePin(signe.keys, bo.shown)]
    const look = async (cards: Held[], retired: Held[], among = pins) => {
      const ring = await Ring.read(told(cards, retired, among), [signe.keys], CLINIC)
      const key = [...ring.keys.values()].find((each) => each.member === 'bo' && !each.isRetired)!
      assert.isFalse([...ring.keys.values()].some((each) => each.isPinned && each.isChanged))
      return [key.id === bo.keys.id, key.isPinned, key.isChanged]
    }
    const others = [signe, stranger, recovery]
    assert.deepEqual(await look([...others, bo], []), [true, true, false])
    assert.deepEqual(await look([...others, another], [bo]), [false, false, true])
    assert.deepEqual(
      await look([...others, another], []),
      [false, false, true],
      'the old is hidden'
    )
    assert.deepEqual(
      await look([...others, another], [], []),
      [false, false, false],
      'never compared'
    )
    const forged = [await makePin(stranger.keys, another.shown)]
    assert.deepEqual(await look([...others, another], [bo], [...pins, ...forged]), [
      false,
      false,
      true,
    ])
  })

  test('and nothing is encrypted to it before it was compared', async ({ assert }) => {
    const { signe, bo, recovery } = await keyring()
    const another = await held('bo')
    const pins = [await makePin(signe.keys, bo.shown)]
    const answer = told([signe, recovery, another], [bo], pins)
    const ring = await Ring.read(answer, [signe.keys], CLINIC)
    assert.throws(() => ring.pinnedKey(another.keys.id))
    answer.pins.push(await makePin(signe.keys, another.shown))
    const compared = await Ring.read(answer, [signe.keys], CLINIC)
    assert.equal(compared.pinnedKey(another.keys.id).id, another.keys.id)
  })
})
