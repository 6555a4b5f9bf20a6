import { test } from '@japa/runner'
import fc from 'fast-check'
import type { RecoveryFault } from '../../browser/crypto/faults.js'
import {
  makeRecovery,
  recoveryFromShares,
  recoveryFromWords,
  recoveryKeys,
} from '../../browser/crypto/recovery.js'
import { fingerprint, seedOf, seedWords, shareOf, shareWords } from '../../browser/crypto/words.js'

async function fault(work: () => Promise<unknown> | unknown) {
  try {
    await work()
    return null
  } catch (error) {
    const { problem, word } = error as RecoveryFault
    return word ? `${problem} ${word}` : problem
  }
}

test.group('Recovery key', () => {
  test('comes back from its words, and from any two shares in any order', async ({ assert }) => {
    const { keys, words, shares } = await makeRecovery()
    assert.lengthOf(words, 24)
    assert.deepEqual(
      shares.map((share) => share.length),
      [26, 26, 26]
    )
    const typed = shares.map((share) => share.join(' '))
    const opened = await Promise.all([
      recoveryFromWords(words.join(' '), keys.id),
      recoveryFromWords(
        words.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('\n'),
        keys.id
      ),
      recoveryFromShares([typed[0], typed[1]], keys.id),
      recoveryFromShares([typed[2], typed[0]], keys.id),
      recoveryFromShares([typed[1], typed[2]], keys.id),
    ])
    assert.deepEqual(new Set(opened.map(({ id }) => id)), new Set([keys.id]))
    assert.isTrue(opened.every(({ receive, sign }) => !receive.extractable && !sign.extractable))
  })

  test('each mistake in words has a name of its own', async ({ assert }) => {
    const one = await makeRecovery()
    const other = await makeRecovery()
    const { id } = one.keys
    const words = (list: string[]) => list.join(' ')
    const [first, second] = one.shares.map(words)
    assert.deepEqual(
      {
        unknown: await fault(() => recoveryFromWords(words(one.words.with(6, 'blåbær')), id)),
        short: await fault(() => recoveryFromWords(words(one.words.slice(1)), id)),
        nothing: await fault(() => recoveryFromWords('', id)),
        another: await fault(() => recoveryFromWords(words(other.words), id)),
        twice: await fault(() => recoveryFromShares([first, first], id)),
        oneOfAnother: await fault(() => recoveryFromShares([first, words(other.shares[1])], id)),
        bothOfAnother: await fault(() =>
          recoveryFromShares([words(other.shares[0]), words(other.shares[1])], id)
        ),
        unknownInShare: await fault(() =>
          recoveryFromShares([first, words(one.shares[1].with(25, 'zebras'))], id)
        ),
        seedAsShare: await fault(() => recoveryFromShares([first, words(one.words)], id)),
        right: await fault(() => recoveryFromShares([first, second], id)),
      },
      {
        unknown: 'unknown_word 7',
        short: 'wrong_count',
        nothing: 'wrong_count',
        another: 'another_key',
        twice: 'same_share',
        // One time in 255 both lie at the same place, which tells the same.
        oneOfAnother: 'shares_differ',
        bothOfAnother: 'shares_differ',
        unknownInShare: 'unknown_word 26',
        seedAsShare: 'wrong_count',
        right: null,
      }
    )
  })

  test('words and bytes are the same thing', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 33, maxLength: 33 }),
        async (seed, share) => {
          assert.deepEqual([...seedOf(seedWords(seed).join(' '))], [...seed])
          const words = await shareWords(share)
          assert.deepEqual([...(await shareOf(words.join(' ')))], [...share])
        }
      ),
      { numRuns: 50 }
    )
  })

  test('a share with two words swapped is refused', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 33, maxLength: 33 }),
        fc.integer({ min: 0, max: 24 }),
        async (share, at) => {
          const words = await shareWords(share)
          const swapped = words.with(at, words[at + 1]).with(at + 1, words[at])
          fc.pre(words[at] !== words[at + 1])
          assert.equal(await fault(() => shareOf(swapped.join(' '))), 'mistyped')
        }
      ),
      { numRuns: 100, seed: 1 }
    )
  })

  test('follows from its seed alone, and shows the same fingerprint everywhere', async ({
    assert,
  }) => {
    const keys = await recoveryKeys(new Uint8Array(32))
    const again = await recoveryKeys(new Uint8Array(32))
    assert.equal(keys.id, again.id)
    const { words, hex } = fingerprint(keys.id)
    assert.lengthOf(words, 12)
    assert.lengthOf(hex, 16)
    assert.equal(hex.join(''), Buffer.from(keys.id, 'base64url').toString('hex'))
  })
})
