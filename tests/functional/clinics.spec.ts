import { test } from '@japa/runner'
import { NoClinicInHand } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { Sessions } from '#clinics/sessions'
import Member from '#models/member'
import { at, NORDLYS, people, SYDHAVN } from '#tests/people'

test.group('Clinics', () => {
  test('a request belongs to the clinic of its host', async ({ client, assert }) => {
    const { ida, freja } = await people()
    const nordlys = await client.get('/').as(ida)
    const sydhavn = await client.get('/').as(freja)

    nordlys.assertStatus(200)
    assert.include(nordlys.text(), 'Nordlys Fysioterapi')
    assert.include(sydhavn.text(), 'Sydhavn Psykologi')
    assert.notInclude(sydhavn.text(), 'Nordlys')
  })

  test('an unknown host learns nothing', async ({ client }) => {
    await people()
    const response = await client.get('/').at('elsewhere.test')

    response.assertStatus(404)
    response.assertTextIncludes('Not found')
  })

  test('a session of one clinic means nothing at another', async ({ client }) => {
    const { ida } = await people()

    const own = await client.get('/').as(ida)
    const other = await client.get('/').as({ ...ida, host: SYDHAVN })

    own.assertStatus(200)
    other.assertStatus(302)
    other.assertHeader('location', '/sign-in?next=%2F')
  })

  test('a stranger is asked to sign in, and gets no session row', async ({ client, assert }) => {
    await people()
    const before = Sessions.instance.count()
    const response = await client.get('/').at(NORDLYS)

    response.assertStatus(302)
    assert.equal(Sessions.instance.count(), before)
  })

  test('a model used with no clinic in hand throws', async ({ assert }) => {
    const { nordlys } = await people()

    await assert.rejects(async () => Member.all(), NoClinicInHand)
    assert.lengthOf(await at(nordlys, () => Member.all()), 4)
  })

  test('a clinic’s file opens in older versions of SQLite, whose parser has a small stack', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    const schema = await at(nordlys, () =>
      clinicClient().from('sqlite_master').select('name', 'sql')
    )

    assert.isNotEmpty(schema)
    for (const { name, sql } of schema) assert.isBelow(depth(sql ?? ''), 20, name)
  })
})

/** How deeply the parentheses of a statement are nested. */
function depth(sql: string) {
  let [now, most] = [0, 0]
  for (const sign of sql) {
    if (sign === '(') most = Math.max(most, ++now)
    if (sign === ')') now--
  }
  return most
}
