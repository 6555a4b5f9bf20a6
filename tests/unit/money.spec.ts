import { test } from '@japa/runner'
import fc from 'fast-check'
import { decimalsOf, parseDecimal } from '#clinics/money'

test.group('Money', () => {
  test('“{typed}” with {decimals} decimals is {amount}')
    .with([
      { typed: '450', decimals: 2, amount: 45000 },
      { typed: '450,5', decimals: 2, amount: 45050 },
      { typed: '450.50', decimals: 2, amount: 45050 },
      { typed: '1.250,50', decimals: 2, amount: 125050 },
      { typed: '1,250.50', decimals: 2, amount: 125050 },
      { typed: '1.250', decimals: 2, amount: 125000 },
      { typed: '1 250 000,00', decimals: 2, amount: 125000000 },
      { typed: '450,-', decimals: 2, amount: 45000 },
      { typed: '0', decimals: 2, amount: 0 },
      { typed: '1.250', decimals: 0, amount: 1250 },
      { typed: '1.250', decimals: 3, amount: 1250 },
    ])
    .run(({ assert }, { typed, decimals, amount }) => {
      assert.equal(parseDecimal(typed, decimals), amount)
    })

  test('“{$self}” is no amount')
    .with(['', 'cheap', '-5', '4,5,6', '1.25.00', '4500,123', '12.50', '1e9', '450,', ',5', '٤٥٠'])
    .run(({ assert }, typed) => {
      assert.isNull(parseDecimal(typed, typed === '12.50' ? 0 : 2))
    })

  test('what a language writes is read as it was, in every currency', ({ assert }) => {
    fc.assert(
      fc.property(
        fc.nat({ max: 100_000_000 }),
        fc.constantFrom('en', 'da', 'nb', 'de', 'fr-CH', 'sv'),
        fc.constantFrom('DKK', 'NOK', 'EUR', 'JPY', 'ISK', 'KWD'),
        fc.boolean(),
        (amount, locale, currency, useGrouping) => {
          const decimals = decimalsOf(currency)
          const written = new Intl.NumberFormat(locale, {
            minimumFractionDigits: decimals,
            maximumFractionDigits: decimals,
            useGrouping,
          }).format(amount / 10 ** decimals)
          assert.equal(parseDecimal(written, decimals), amount, written)
        }
      )
    )
  })
})
