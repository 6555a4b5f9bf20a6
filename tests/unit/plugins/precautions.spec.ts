import fc from 'fast-check'
import { test } from '@japa/runner'
import { guarded } from '#plugins/guard'
import type { Plugin } from '#plugins/plugin'
import { NAME_DISPLAYS, strictestAnswer, strictestOf } from '#plugins/precautions'

/** Answers as plugins give them: proper ones, nonsense, and none at all. */
function plugins<Answer>(answers: (Answer | 'nonsense' | 'throws')[]) {
  return answers.map((answer, index) => ({
    plugin: { id: `plugin ${index}` } as Plugin,
    contribution: () => {
      if (answer === 'throws') throw new Error('no answer')
      return answer as never
    },
  }))
}

const failing = fc.constantFrom('nonsense' as const, 'throws' as const)
const asked = { surface: 'screen', member: null } as const

test.group('Precautions', () => {
  test('give the same answer in whatever order plugins are asked', () => {
    const names = fc.oneof(fc.constantFrom(...NAME_DISPLAYS), failing)
    const minutes = fc.oneof(fc.integer({ min: 1, max: 10_000 }), failing)
    const reasons = fc.oneof(fc.array(fc.constantFrom('a.owes', 'b.young', 'c.barred')), failing)
    const same = <Answer>(answers: Answer[], result: (answers: Answer[]) => unknown) => {
      const [one, other] = [result(answers), result([...answers].reverse())]
      return JSON.stringify(one) === JSON.stringify(other)
    }
    fc.assert(
      fc.property(fc.array(names), (answers) =>
        same(answers, (list) => strictestOf('nameDisplay', plugins(list), [asked]))
      )
    )
    fc.assert(
      fc.property(fc.array(minutes), (answers) =>
        same(answers, (list) => strictestOf('idleMinutes', plugins(list), [{} as never]))
      )
    )
    fc.assert(
      fc.property(fc.array(reasons), (answers) =>
        same(answers, (list) => strictestOf('bookingRefusals', plugins(list), [{ client: null }]))
      )
    )
  })

  test('never get milder because another plugin answers too', () => {
    const names = fc.oneof(fc.constantFrom(...NAME_DISPLAYS), failing)
    fc.assert(
      fc.property(fc.array(names), names, (answers, one) => {
        const strictness = (list: (typeof one)[]) =>
          NAME_DISPLAYS.indexOf(strictestOf('nameDisplay', plugins(list), [asked]))
        return strictness([...answers, one]) >= strictness(answers)
      })
    )
  })

  test('of several parts of a plugin give the strictest, and none for what is no answer', ({
    assert,
  }) => {
    assert.equal(strictestAnswer('idleMinutes', [60, 20, 90]), 20)
    assert.equal(strictestAnswer('idleMinutes', []), Infinity)
    assert.equal(strictestAnswer('nameDisplay', ['first', 'code', 'full']), 'code')
    assert.deepEqual(strictestAnswer('bookingRefusals', [['b'], ['a', 'b']]), ['a', 'b'])
    assert.throws(() => strictestAnswer('idleMinutes', [20, Number.NaN]), TypeError)
    assert.throws(() => strictestAnswer('nameDisplay', ['nonsense' as never]), TypeError)
  })

  test('are as strict as can be where a plugin fails', ({ assert }) => {
    for (const answer of ['nonsense', 'throws'] as const) {
      assert.equal(strictestOf('nameDisplay', plugins(['full', answer]), [asked]), 'hidden')
      assert.isFalse(strictestOf('keysKeptOnDevice', plugins([true, answer]), [{} as never]))
    }
    assert.isTrue(strictestOf('keysKeptOnDevice', plugins([true, true]), [{} as never]))
    assert.deepEqual(strictestOf('bookingRefusals', plugins([[], 'throws']), [{ client: null }]), [
      'plugins.booking_could_not_be_checked',
    ])
  })
})

test.group('The guard around plugins', () => {
  const plugin = { id: 'hats' } as Plugin

  test('hands on what the plugin gives', async ({ assert }) => {
    assert.equal(await guarded(plugin, 'slot', () => 1), 1)
    assert.equal(await guarded(plugin, 'slot', async () => 2), 2)
  })

  test('gives nothing where it throws, and where it never ends', async ({ assert }) => {
    const failures = [
      () => {
        throw new Error('at once')
      },
      async () => {
        throw new Error('later')
      },
      () => new Promise(() => {}),
    ]
    for (const work of failures) assert.isNull(await guarded(plugin, 'slot', work))
  })
})
