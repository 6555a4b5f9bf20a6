import { test } from '@japa/runner'
import CalendarFeed from '#models/calendar_feed'
import { auditActions } from '#tests/audit'
import { statusOf, textOf } from '#tests/clients'
import { itIs, letPass } from '#tests/clock'
import { openFeed } from '#tests/feeds'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import { Visitor } from '#tests/visitor'
import { rulesOn, strictClinic } from '../../../plugins/strict-mode/tests/setting.js'

const DAY_MS = 24 * 60 * 60_000
const PAGE = '/security/calendar-feed'

test.group('A calendar feed that ends by itself', () => {
  test('holds for the days that were chosen, after a warning to its member', async (context) => {
    const { client, assert } = context
    itIs('2027-03-01T09:00:00Z', context)
    const { nordlys, signe } = await strictClinic({ tokens_expire: { tokenDays: 30 } })
    const path = await openFeed(signe)
    const status = () => statusOf(client.get(path).at(signe.host))
    const warnings = async () => {
      await at(nordlys, () => CalendarFeed.warn())
      const mails = await mailsOf(nordlys)
      return mails.filter(({ subject }) => subject!.includes('ends soon'))
    }
    assert.include(await textOf(client.get(PAGE).as(signe)), 'It ends by itself on Mar 31, 2027')
    letPass(22 * DAY_MS, context)
    assert.lengthOf(await warnings(), 0)
    letPass(2 * DAY_MS, context)
    const [mail, ...others] = await warnings()
    assert.lengthOf(others, 0)
    assert.equal(mail.recipient, 'signe@nordlys.test')
    assert.include(mail.text!, 'ends on Mar 31, 2027')
    assert.lengthOf(await warnings(), 1, 'told once')
    letPass(5.9 * DAY_MS, context)
    assert.equal(await status(), 200)
    letPass(0.2 * DAY_MS, context)
    assert.equal(await status(), 404)
    assert.include(await textOf(client.get(PAGE).as(signe)), 'answers no more')
  })

  test('is kept by its member with a proof, before and after its end', async (context) => {
    const { client, assert } = context
    itIs('2027-03-01T09:00:00Z', context)
    const { nordlys, signe } = await strictClinic({ tokens_expire: { tokenDays: 30 } })
    const path = await openFeed(signe)
    const status = () => statusOf(client.get(path).at(signe.host))
    const keep = (session = {}) => Visitor.as(client, signe, session).put(PAGE)
    letPass(20 * DAY_MS, context)
    const unproved = await keep({ proved_at: 0 })
    assert.match(unproved.header('location')!, /^\/identity/)
    await keep()
    letPass(29 * DAY_MS, context)
    assert.equal(await status(), 200)
    letPass(2 * DAY_MS, context)
    assert.equal(await status(), 404)
    await keep()
    assert.equal(await status(), 200)
    const actions = await auditActions(nordlys)
    assert.lengthOf(
      actions.filter((action) => action === 'calendar_feed.renewed'),
      2
    )
  })

  test('does not end on the day on which the rule is switched on', async (context) => {
    const { client, assert } = context
    itIs('2027-03-01T09:00:00Z', context)
    const { nordlys, ida, signe } = await strictClinic()
    const path = await openFeed(signe)
    const status = () => statusOf(client.get(path).at(signe.host))
    letPass(400 * DAY_MS, context)
    assert.equal(await status(), 200)
    assert.notInclude(await textOf(client.get(PAGE).as(signe)), 'ends by itself')
    const preview = await textOf(client.get('/strict-mode/rules/tokens_expire').as(ida))
    assert.include(preview, '1 of them ends first: on April 11, 2028.')

    await rulesOn(nordlys, { tokens_expire: { tokenDays: 30 } })
    assert.include(await textOf(client.get('/strict-mode').as(ida)), 'Not yet: Signe Dahl')
    letPass(6.5 * DAY_MS, context)
    assert.equal(await status(), 200)
    letPass(1 * DAY_MS, context)
    assert.equal(await status(), 404)
    const list = await textOf(client.get('/strict-mode').as(ida))
    assert.include(list, 'No secret address answers. Each ends 30 days after it was made or kept.')
  })

  test('holds for ever where no plugin asks, and is there for who has one only', async ({
    client,
    assert,
  }) => {
    const { signe } = await strictClinic({ tokens_expire: { tokenDays: 30 } })
    const none = await Visitor.as(client, signe).put(PAGE)
    none.assertStatus(422)
    assert.lengthOf(await at(signe.clinic, () => CalendarFeed.all()), 0)
  })
})
