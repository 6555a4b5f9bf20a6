import { test } from '@japa/runner'
import { weaknessOf } from '#members/password_rules'

const PERSONAL = ['Søren Østergaard', 'soeren.oe', 'Nordlys Fysioterapi']

test.group('Password rules', () => {
  test('refuse what is commonly used, and what follows a common pattern', async ({ assert }) => {
    const guessable = [
      'password1234',
      'P@ssw0rd1234',
      'passwordpassword',
      'qwertyuiop12',
      '123456789012',
      'aaaaaaaaaaaaaaaa',
      'iloveyou1234',
      '1qaz2wsx3edc',
      'administrator',
    ]
    for (const password of guessable)
      assert.equal(await weaknessOf(password, PERSONAL), 'guessable', password)
  })

  test('refuse what is mostly the member’s name, address or clinic', async ({ assert }) => {
    const personal = [
      'SørenØstergaard1',
      'østergaard-søren',
      'nordlysfysioterapi',
      'Nordlys.2026!',
      'soeren!soeren!',
    ]
    for (const password of personal)
      assert.equal(await weaknessOf(password, PERSONAL), 'personal', password)
  })

  test('take what is hard to guess, a name in it or not', async ({ assert }) => {
    const good = [
      'blue kettle on a quiet tram',
      'correcthorsebatterystaple',
      'Gx7!kq2Vz9pL',
      '::-)#¤%&/()=?`+',
      'rødgrød med fløde på tirsdag',
      'søren spiser sjældent rabarber',
    ]
    for (const password of good) assert.isNull(await weaknessOf(password, PERSONAL), password)
  })
})
