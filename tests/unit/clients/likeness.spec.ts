import { test } from '@japa/runner'
import { areAlike } from '#clients/likeness'

test.group('Likeness of names', () => {
  test('“{one}” and “{other}”: {alike}')
    .with([
      { one: 'Anna Hansen', other: 'anna hansen', alike: true },
      { one: 'Anna Hansen', other: 'Hansen Anna', alike: true },
      { one: 'Anna Hansen', other: 'Anna Marie Hanssen', alike: true },
      { one: 'Clara Østergaard', other: 'Klara Østergård', alike: true },
      { one: 'Anna', other: 'Anna Hansen', alike: true },
      { one: 'Anne-Marie Holm', other: 'Anne Marie Holm', alike: true },
      { one: 'Anna Hansen', other: 'Bo Hansen', alike: false },
      { one: 'Bo Lund', other: 'Ib Lund', alike: false },
      { one: 'Anna Hansen', other: 'Anna Krogh', alike: false },
      { one: '', other: 'Anna', alike: false },
    ])
    .run(({ assert }, { one, other, alike }) => {
      assert.equal(areAlike(one, other), alike)
      assert.equal(areAlike(other, one), alike)
    })
})
