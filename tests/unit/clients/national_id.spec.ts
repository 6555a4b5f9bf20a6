import { test } from '@japa/runner'
import { looksLikeNationalId, normalNationalId } from '#clients/national_id'

test.group('National ids', () => {
  test('{country} {id} looks right: {right}')
    .with([
      { country: 'DK', id: '030280-1234', right: true },
      { country: 'DK', id: '0302801234', right: true },
      { country: 'DK', id: '630280-1234', right: true },
      { country: 'DK', id: '031380-1234', right: false },
      { country: 'DK', id: '030280-123', right: false },
      { country: 'DK', id: 'abc', right: false },
      { country: 'NO', id: '01028010008', right: true },
      { country: 'NO', id: '010280 10008', right: true },
      { country: 'NO', id: '41028010182', right: true },
      { country: 'NO', id: '01428010090', right: true },
      { country: 'NO', id: '01028010009', right: false },
      { country: 'NO', id: '01138010008', right: false },
      { country: 'SE', id: 'whatever', right: true },
    ])
    .run(({ assert }, { country, id, right }) => {
      assert.equal(looksLikeNationalId(id, country), right)
    })

  test('spelling makes no difference', ({ assert }) => {
    assert.equal(normalNationalId(' 030280-1234'), normalNationalId('030280 1234'))
  })
})
