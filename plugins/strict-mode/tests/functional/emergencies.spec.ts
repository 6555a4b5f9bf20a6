import { test } from '@japa/runner'
import AuditEvent from '#models/audit_event'
import Opening from '#models/opening'
import { itIs, letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at, countQueries } from '#tests/people'
import { Visitor } from '#tests/visitor'
import { rulesOn } from '../setting.js'
import { askedAt, asking, meet, openingIn } from '../reasons.js'

const OVERVIEW = '/settings/security-overview'
const REVIEWS = `${OVERVIEW}/openings`

test.group('An emergency', () => {
  const NAMES = { title: 'hidden', feed: 'code', print: 'code', mail: 'hidden' }
  const HAPPENED = 'She collapsed in the waiting room'

  test('opens others’ clients for an hour, and the owners and who treats the client are told', async (context) => {
    const { client, assert } = context
    itIs('2027-06-15T09:00:00Z', context)
    const { page, clara, signe, ida, mads, nordlys } = await asking({
      emergencyFor: ['practitioner', 'owner'],
    })
    await meet(mads, clara, -100)
    const visitor = Visitor.as(client, signe)
    const question = await visitor.get(`${page}/openings/new`)
    question.assertTextIncludes('Only in an emergency')
    assert.notInclude(question.text(), 'value="contact"')
    const usual = await visitor.post(`${page}/openings`, {
      openingBecause: 'contact',
      openingNext: page,
    })
    usual.assertStatus(422)
    const short = { openingBecause: 'emergency', openingWords: 'help', openingNext: page }
    const mute = await visitor.post(`${page}/openings`, short)
    mute.assertStatus(422)
    assert.isEmpty(await mailsOf(nordlys))

    const opened = await visitor.post(`${page}/openings`, { ...short, openingWords: HAPPENED })
    opened.assertStatus(303)
    const shown = await visitor.get(page)
    shown.assertStatus(200)
    shown.assertTextIncludes('Opened in an emergency, until 12:00')
    const mails = await mailsOf(nordlys)
    assert.sameMembers(
      mails.map(({ recipient }) => recipient),
      [ida.member.email, mads.member.email]
    )
    for (const { subject, text, html } of mails)
      for (const words of [subject!, text!, html!]) {
        assert.notMatch(words, /Clara|Østergaard|collapsed|1980/)
        assert.match(words, /Signe Dahl|Opened in an emergency/)
      }
    letPass(61 * 60_000, context)
    assert.isDefined(askedAt(await Visitor.as(client, signe).get(page)))
    const script = await client.get(page).header('accept', 'application/json').as(signe)
    script.assertStatus(403)
    const form = await Visitor.as(client, signe).post(`${page}/national-id`, { reason: 'Later' })
    form.assertStatus(403)
    assert.notInclude(form.text(), '20 12 34 56')
  })

  test('is not needed by who treats the client: a reason is enough', async ({ client, assert }) => {
    const { page, clara, signe, nordlys } = await asking({
      emergencyFor: ['practitioner', 'owner'],
    })
    await meet(signe, clara, -100)
    const visitor = Visitor.as(client, signe)
    assert.isDefined(askedAt(await visitor.get(page)))
    const claimed = { openingBecause: 'emergency', openingWords: HAPPENED, openingNext: page }
    const refused = await visitor.post(`${page}/openings`, claimed)
    refused.assertStatus(422)
    await visitor.post(`${page}/openings`, { openingBecause: 'preparing', openingNext: page })
    const shown = await visitor.get(page)
    shown.assertStatus(200)
    assert.isEmpty(await mailsOf(nordlys))
  })

  test('waits until an owner has reviewed it with a comment, and is on the overview until then', async ({
    client,
    assert,
  }) => {
    const { page, signe, ida, mads, nordlys } = await asking({
      emergencyFor: ['practitioner', 'owner'],
    })
    const visitor = Visitor.as(client, signe)
    const open = { openingBecause: 'emergency', openingWords: HAPPENED, openingNext: page }
    await visitor.post(`${page}/openings`, open)
    await visitor.get(page)
    const overview = await client.get(OVERVIEW).as(ida)
    overview.assertTextIncludes('1 page waits for a review.')
    const refused = await client.get(REVIEWS).as(mads)
    refused.assertStatus(403)
    const list = await client.get(REVIEWS).as(ida)
    list.assertTextIncludes(HAPPENED)
    list.assertTextIncludes('1 line in the audit log meanwhile.')
    list.assertTextIncludes('Waits for a review')

    const { id } = await openingIn(ida)
    const mute = await client.post(`${REVIEWS}/${id}/review`).form({}).as(ida)
    mute.assertStatus(422)
    const comment = 'Agreed with Signe: the ambulance needed the contact'
    const reviewed = await client.post(`${REVIEWS}/${id}/review`).form({ comment }).as(ida)
    reviewed.assertStatus(303)
    const after = await client.get(REVIEWS).as(ida)
    after.assertTextIncludes('Reviewed by Ida Lund')
    after.assertTextIncludes(comment)
    const calm = await client.get(OVERVIEW).as(ida)
    calm.assertTextIncludes('Nothing waits for a review.')
    const [event] = await at(nordlys, () =>
      AuditEvent.query().where('action', 'client.emergency_reviewed')
    )
    assert.equal(event.memberId, ida.member.id)
    assert.equal(event.details.comment, comment)
    assert.equal(event.details.member, signe.member.id)
  })

  test('is reviewed by somebody else, unless there is nobody', async ({ client, assert }) => {
    const { page, signe, ida, nordlys } = await asking({ emergencyFor: ['practitioner', 'owner'] })
    const open = { openingBecause: 'emergency', openingWords: HAPPENED, openingNext: page }
    await Visitor.as(client, ida).post(`${page}/openings`, open)
    const { id } = await openingIn(ida)
    const sole = await client.get(REVIEWS).as(ida)
    sole.assertTextIncludes('because nobody else may')

    await at(nordlys, () => signe.member.merge({ role: 'owner' }).save())
    const shared = await client.get(REVIEWS).as(ida)
    shared.assertTextIncludes('Another owner reviews it.')
    const refused = await client.post(`${REVIEWS}/${id}/review`).form({ comment: 'Fine' }).as(ida)
    refused.assertStatus(422)
    await at(nordlys, () => signe.member.merge({ role: 'practitioner' }).save())
    const own = await client.post(`${REVIEWS}/${id}/review`).form({ comment: 'Fine' }).as(ida)
    own.assertStatus(303)
    const { comment } = await openingIn(ida)
    assert.equal(comment, 'Fine')
  })

  test('is listed with no more of a name, and no word of anybody, than names may be shown', async ({
    client,
    assert,
  }) => {
    const { page, signe, ida, nordlys } = await asking({ emergencyFor: ['practitioner'] })
    await rulesOn(nordlys, { names: { ...NAMES, screen: 'initials' } })
    const visitor = Visitor.as(client, signe)
    const question = await visitor.get(`${page}/openings/new`)
    question.assertTextIncludes('C. Ø.')
    const open = { openingBecause: 'emergency', openingWords: HAPPENED, openingNext: page }
    await visitor.post(`${page}/openings`, open)
    await visitor.get(page)
    const list = await client.get(REVIEWS).as(ida)
    list.assertTextIncludes('C. Ø.')
    const looks = await client.get(`${page}/readings`).as(signe)
    looks.assertTextIncludes('In an emergency')
    for (const shown of [question, list, looks])
      assert.notMatch(shown.text(), /Clara|Østergaard|collapsed/)
  })

  test('costs the list the same for one and for three, and goes with the client', async ({
    client,
    assert,
  }) => {
    const { page, clara, signe, ida, nordlys } = await asking({
      emergencyFor: ['practitioner', 'owner'],
    })
    const open = { openingBecause: 'emergency', openingNext: page }
    const give = (openingWords: string) =>
      Visitor.as(client, signe).post(`${page}/openings`, { ...open, openingWords })
    const look = () => client.get(REVIEWS).as(ida)
    await give(HAPPENED)
    await look()
    const one = await countQueries(look)
    // A double click is no second emergency.
    await give(HAPPENED)
    assert.lengthOf(await at(nordlys, () => Opening.all()), 1)
    assert.lengthOf(await mailsOf(nordlys), 1)
    await give(`${HAPPENED} again`)
    await give(`${HAPPENED} once more`)
    assert.equal(await countQueries(look), one)
    await at(nordlys, () => clara.delete())
    assert.isEmpty(await at(nordlys, () => Opening.all()))
  })
})
