import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { namesClient } from '#clients/addresses'
import { aClient } from '#tests/clients'
import { letPass } from '#tests/clock'
import { at, countQueries } from '#tests/people'
import { Visitor } from '#tests/visitor'
import { askedAt, asking, meet, whysOf } from '../reasons.js'
import { rulesOff, strictClinic } from '../setting.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

test.group('A reason for opening a client’s page', () => {
  test('is asked for before anything is shown, and stands in the log and in who looked', async (context) => {
    const { client, assert } = context
    const { clara, page, signe, mads } = await asking()
    const visitor = Visitor.as(client, signe)
    const asked = await visitor.get(`${page}?tab=appointments`)
    assert.equal(askedAt(asked), `${page}/openings/new`)
    assert.isEmpty(await whysOf(clara, signe))

    const question = await visitor.get(asked.header('location')!)
    question.assertTextIncludes('Clara Østergaard')
    question.assertTextIncludes('The client called, wrote or stands at the desk')
    assert.notInclude(question.text(), '20 12 34 56')
    const silent = await visitor.post(`${page}/openings`, { openingBecause: 'other' })
    silent.assertStatus(422)
    const openingNext = `${page}?tab=appointments`
    const mute = await visitor.post(`${page}/openings`, { openingBecause: 'other', openingNext })
    mute.assertStatus(422)
    mute.assertTextIncludes('Write in a few words why.')

    const words = 'A question about the bill'
    const given = { openingBecause: 'other', openingWords: words, openingNext }
    const opened = await visitor.post(`${page}/openings`, given)
    assert.equal(opened.header('location'), openingNext)
    const shown = await visitor.get(openingNext)
    shown.assertStatus(200)
    assert.deepEqual(await whysOf(clara, signe), [{ because: 'other', reason: words }])
    await Visitor.as(client, mads).post(`${page}/openings`, {
      openingBecause: 'billing',
      openingNext: page,
    })
    const looks = await client.get(`${page}/readings`).as(mads)
    looks.assertTextIncludes(`Reason: ${words}`)
  })

  test('holds for some hours, for one client and one member', async (context) => {
    const { client, assert } = context
    const { page, signe, mads, nordlys } = await asking()
    const other = await at(nordlys, () => aClient({ firstName: 'Nora' }))
    const visitor = Visitor.as(client, signe)
    await visitor.post(`${page}/openings`, { openingBecause: 'contact', openingNext: page })
    for (const path of [page, `${page}/edit`, `${page}/readings`]) {
      const shown = await visitor.get(path)
      shown.assertStatus(200)
    }
    assert.isDefined(askedAt(await visitor.get(`/clients/${other.id}`)))
    assert.isDefined(askedAt(await client.get(page).as(mads)))
    letPass(5 * HOUR, context)
    assert.isDefined(askedAt(await Visitor.as(client, signe).get(page)))
  })

  test('is not asked of who has an appointment near, nor of the front desk when anybody has', async (context) => {
    const { client, assert } = context
    const { clara, page, signe, mads, jonas, ida } = await asking()
    assert.isDefined(askedAt(await client.get(page).as(jonas)))
    const appointment = await meet(signe, clara, 3)
    for (const person of [signe, jonas]) {
      const shown = await client.get(page).as(person)
      shown.assertStatus(200)
    }
    assert.deepEqual(await whysOf(clara, signe), Array(2).fill({ because: 'appointment' }))
    const looks = await client.get(`${page}/readings`).as(signe)
    looks.assertTextIncludes('They have an appointment near.')
    for (const person of [mads, ida]) assert.isDefined(askedAt(await client.get(page).as(person)))

    await at(signe.clinic, () =>
      appointment.cancel(null, { by: { member: signe.member, address: null } })
    )
    assert.isDefined(askedAt(await client.get(page).as(signe)))
    await meet(signe, clara, 9)
    assert.isDefined(askedAt(await client.get(page).as(signe)))
    letPass(3 * DAY, context)
    const nearer = await client.get(page).as(signe)
    nearer.assertStatus(200)
  })

  test('is not asked of who has just added the client, and only of them', async ({
    client,
    assert,
  }) => {
    const { signe, jonas } = await asking()
    const made = await client.post('/clients').form({ firstName: 'Nora' }).as(jonas)
    const path = made.header('location')!
    const shown = await client.get(path).as(jonas)
    shown.assertStatus(200)
    assert.isDefined(askedAt(await client.get(path).as(signe)))
  })

  test('costs the client’s page one query, and a clinic without the rule none', async ({
    client,
    assert,
  }) => {
    const { clara, page, signe, nordlys } = await asking()
    await meet(signe, clara, 0)
    const look = () => client.get(page).as(signe)
    await look()
    const withRule = await countQueries(look)
    await rulesOff(nordlys, 'reading_reasons')
    assert.equal(withRule - (await countQueries(look)), 1)
  })

  test('is the last door: a page that does not say whom it shows gets no look written down, and shows nothing', async ({
    client,
    assert,
  }) => {
    const { clara, page, signe } = await asking()
    const by = { member: signe.member, address: null, why: new Map() }
    await assert.rejects(() => at(signe.clinic, () => clara.readBy(by)), /Nobody was asked why/)
    assert.isEmpty(await whysOf(clara, signe))
    by.why.set(clara.id, { because: 'contact' })
    await at(signe.clinic, () => clara.readBy(by))
    assert.deepEqual(await whysOf(clara, signe), [{ because: 'contact' }])
    assert.isDefined(askedAt(await client.get(page).as(signe)))
  })

  test('stands before each address with a client in it, after the permission', async ({
    client,
    assert,
  }) => {
    const { page, jonas } = await asking()
    const guarded = Object.values(router.toJSON())
      .flat()
      .filter(({ pattern }) => namesClient(pattern))
    const open = guarded.filter(({ middleware }) => {
      const names = [...middleware.all()].map((each) => 'name' in each && each.name)
      return names.at(-1) !== 'client'
    })
    assert.isAbove(guarded.length, 25)
    assert.isEmpty(open.map(({ pattern }) => pattern))
    const refused = await client.get(`${page}/readings`).as(jonas)
    refused.assertStatus(403)
    const missing = await client.get('/clients/01900000-0000-7000-8000-000000000001').as(jonas)
    missing.assertStatus(404)
  })
})

test.group('The rule about reasons', () => {
  test('says how many looks would have been asked, and measures how many have a reason', async (context) => {
    const { client } = context
    const { nordlys, ida, signe, mads, jonas } = await strictClinic()
    const clara = await at(nordlys, () => aClient())
    await meet(signe, clara, 1)
    for (const person of [signe, signe, jonas, mads])
      await client.get(`/clients/${clara.id}`).as(person)
    const path = '/strict-mode/rules/reading_reasons'
    const preview = await client.get(path).as(ida)
    preview.assertTextIncludes(
      'In the last 30 days, 1 of 3 readings would have been asked for a reason'
    )
    const own = {
      'nearDays': '7',
      'nearOf': 'own',
      'reasonHours': '4',
      'emergencyFor[]': 'receptionist',
    }
    const stricter = await client
      .get(`${path}?nearDays=7&nearOf=own&reasonHours=4&emergencyFor[]=receptionist`)
      .as(ida)
    stricter.assertTextIncludes('2 of 3 readings would have been asked')
    stricter.assertTextIncludes('1 of them would have opened in an emergency only.')

    letPass(2000, context)
    await client.put(path).form(own).as(ida)
    await client.get(`/clients/${clara.id}`).as(signe)
    const measured = await client.get('/strict-mode').as(ida)
    measured.assertTextIncludes(
      'Of 1 readings in the last 30 days, 1 have a reason: 1 an appointment near, 0 one that was given, 0 an emergency. No emergency waits for a review.'
    )
  })
})
