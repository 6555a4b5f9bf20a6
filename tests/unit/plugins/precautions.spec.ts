import fc from 'fast-check'
import { test } from '@japa/runner'
import { guarded } from '#plugins/guard'
import type { Plugin } from '#plugins/plugin'
import {
  NAME_DISPLAYS,
  type Question,
  QUESTIONS,
  strictestAnswer,
  strictestOf,
} from '#plugins/precautions'

/** Answers as plugins give them: proper ones, nonsense, and none at all. */
function plugins<Answer>(answers: readonly (Answer | 'nonsense' | 'throws')[]) {
  return answers.map((answer, index) => ({
    plugin: { id: `plugin ${index}` } as Plugin,
    contribution: () => {
      if (answer === 'throws') throw new Error('no answer')
      return answer as never
    },
  }))
}

const asked = { surface: 'screen', member: null } as const

const MILD = { asks: 'reason', appointmentOf: 'anybody', days: 30, hours: 1 } as const
const STRICT = { asks: 'emergency', appointmentOf: 'member', days: 7, hours: 8 } as const

/** What plugins may come up with, whatever they are asked: for each question some of it is an answer, the rest is nonsense. */
const POOL: readonly unknown[] = [
  ...[true, false, 0, 1, 4, 5, 15, 16, 10_000, Number.NaN, Number.POSITIVE_INFINITY],
  ...[...NAME_DISPLAYS, 'neutral', 'nonsense', 'throws'],
  ...[[], ['a.owes'], ['b.young', 'a.owes'], ['c.barred'], [1], null, undefined, {}],
  ...[MILD, STRICT, { ...MILD, days: 'many' }],
]
const answers = fc.array(fc.constantFrom(...POOL), { maxLength: 5 })

/** What comes of these answers, as it can be compared. */
function outcome(question: Question, given: readonly unknown[]) {
  const strictest = strictestOf(question, plugins(given) as never, [{}] as never)
  return typeof strictest === 'number' ? String(strictest) : JSON.stringify(strictest)
}

/** Whether one outcome is at least as strict as the other: to hear the other too changes nothing. */
function isNoMilder(question: Question, one: readonly unknown[], other: readonly unknown[]) {
  return outcome(question, [...one, ...other]) === outcome(question, one)
}

test.group('Precautions', () => {
  test('{$self}: two plugins in both orders, and more in any, give the same answer')
    .with(QUESTIONS)
    .run(({ assert }, question) => {
      fc.assert(
        fc.property(answers, (given) => {
          const shuffled = fc.shuffledSubarray(given, { minLength: given.length })
          const [other] = fc.sample(shuffled, 1)
          assert.equal(outcome(question, other), outcome(question, given))
        })
      )
      for (const one of POOL)
        for (const other of POOL)
          assert.equal(outcome(question, [one, other]), outcome(question, [other, one]))
    })

  test('{$self} never gets milder because another plugin answers too, or the same one twice')
    .with(QUESTIONS)
    .run(({ assert }, question) => {
      fc.assert(
        fc.property(answers, answers, (given, more) => {
          assert.isTrue(isNoMilder(question, [...given, ...more], given))
        })
      )
      const outcomes = new Set(POOL.map((one) => outcome(question, [one])))
      assert.isAbove(outcomes.size, 1, 'POOL knows no answers to it: all are nonsense')
    })

  test('{$self} is as strict as a failure can make it where a plugin fails')
    .with(QUESTIONS)
    .run(({ assert }, question) => {
      const failed = outcome(question, ['throws'])
      assert.notEqual(failed, outcome(question, []))
      for (const nonsense of ['nonsense', null, undefined, {}, Number.NaN])
        assert.equal(outcome(question, [nonsense]), failed)
      for (const one of POOL) assert.isTrue(isNoMilder(question, ['throws', one], ['throws']))
    })

  test('of several parts of a plugin give the strictest, and none for what is no answer', ({
    assert,
  }) => {
    assert.equal(strictestAnswer('idleMinutes', [60, 20, 90]), 20)
    assert.equal(strictestAnswer('idleMinutes', []), Infinity)
    assert.equal(strictestAnswer('nameDisplay', ['first', 'code', 'full']), 'code')
    assert.deepEqual(strictestAnswer('bookingRefusals', [['b'], ['a', 'b']]), ['a', 'b'])
    assert.deepEqual(strictestAnswer('readingReason', [MILD, STRICT]), { ...STRICT, hours: 1 })
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
    for (const work of failures) assert.isNull(await guarded(plugin, 'slot', work, 20))
  })
})
