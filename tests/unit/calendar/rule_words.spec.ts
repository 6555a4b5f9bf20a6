import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import type { Rule } from '#calendar/repeating/recurrence'
import { ruleWords } from '#calendar/repeating/rule_words'

test.group('A rule in words', () => {
  const wall = '2027-06-15T13:00'
  const until = { until: '2028-03-03' }
  const rules: [Rule, en: string, da: string, nb: string][] = [
    [
      { unit: 'week', every: 2, ...until },
      'every second Tuesday until March 3, 2028',
      'hver anden tirsdag til og med 3. marts 2028',
      'annenhver tirsdag til og med 3. mars 2028',
    ],
    [
      { unit: 'week', every: 3, weekdays: [4], count: 10 },
      'every 3 weeks on Tuesday and Thursday, 10 times',
      'hver 3. uge på tirsdag og torsdag, 10 gange',
      'hver 3. uke på tirsdag og torsdag, 10 ganger',
    ],
    [
      { unit: 'day', every: 1, count: 5 },
      'every day, 5 times',
      'hver dag, 5 gange',
      'hver dag, 5 ganger',
    ],
    [
      { unit: 'month', every: 1, monthlyBy: 'weekday', count: 6 },
      'every month on the third Tuesday, 6 times',
      'den tredje tirsdag hver måned, 6 gange',
      'den tredje tirsdagen hver måned, 6 ganger',
    ],
    [
      { unit: 'month', every: 2, monthlyBy: 'date', count: 6 },
      'every second month on the 15th, 6 times',
      'den 15. hver anden måned, 6 gange',
      'den 15. annenhver måned, 6 ganger',
    ],
  ]
  test('{1}')
    .with(rules)
    .run(({ assert }, [rule, en, da, nb]) => {
      const words = ['en', 'da', 'nb'].map((locale) =>
        ruleWords(i18nManager.locale(locale), wall, rule)
      )
      assert.deepEqual(words, [en, da, nb])
    })
})
