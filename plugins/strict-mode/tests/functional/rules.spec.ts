import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { lastAuditEvent } from '#tests/audit'
import { textOf } from '#tests/clients'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import { deleteDataOf } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import { standingOf, storedRules } from '../../models/standing.js'
import { RULES } from '../../rules.js'
import automaticSignOut from '../../rules/automatic_sign_out.js'
import { rulesOn, rulesOnElsewhere, strictClinic } from '../setting.js'
import { SHOWN } from '../shown.js'

const SIGN_OUT = '/strict-mode/rules/automatic_sign_out'
const REASON = 'The tablet at the front desk'

test.group('Strict mode: the rules', () => {
  test('are listed, off at first, for those who may see them', async ({ client, assert }) => {
    const { ida, mads, signe } = await strictClinic()
    const page = await textOf(client.get('/strict-mode').as(mads))
    for (const { id } of RULES) assert.include(page, `/strict-mode/rules/${id}`)
    assert.notInclude(page, 'On since')
    assert.include(page, 'Nothing here is a certificate')

    const refused = await client.get('/strict-mode').as(signe)
    refused.assertStatus(403)
    const other = await client.get('/strict-mode/rules/no_such_rule').as(ida)
    other.assertStatus(404)
  })

  test('say what they change for whom before they are switched on, and what they answer to', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await strictClinic()
    const page = await textOf(client.get('/strict-mode/rules/second_factor').as(ida))
    assert.include(page, '4 of 4 members have no second factor and will be asked at their next')
    assert.include(page, '45 CFR § 164.312(d)')
    assert.include(page, 'Proposed: 45 CFR § 164.312(f)(2)(ii) (90 FR 898)')
    assert.include(page, 'OWASP ASVS 5.0: 6.3.3')

    const sooner = await textOf(client.get(`${SIGN_OUT}?minutes=30`).as(ida))
    assert.include(sooner, '4 of 4 members are signed out sooner than now, after 30 minutes.')
    assert.include(sooner, 'name="minutes" value="30"')
    assert.isNull(await at(nordlys, async () => standingOf(automaticSignOut)))
  })

  test('are switched on one by one, which is written down', async ({ client, assert }) => {
    const { ida, nordlys } = await strictClinic()
    const refused = await client.put(SIGN_OUT).form({ minutes: '1' }).as(ida)
    refused.assertStatus(422)
    const saved = await client.put(SIGN_OUT).form({ minutes: '30' }).as(ida)
    saved.assertStatus(303)

    const event = await lastAuditEvent(nordlys)
    assert.equal(event.action, 'strict-mode.tightened')
    assert.deepEqual(event.details, {
      rule: 'automatic_sign_out',
      before: null,
      after: { minutes: 30 },
    })
    const page = await textOf(client.get('/strict-mode').as(ida))
    assert.include(page, 'On since')
    assert.include(page, 'signed in without doing anything is 30 minutes.')
    assert.lengthOf(await mailsOf(nordlys), 0)
  })

  test('or all at once', async ({ client, assert }) => {
    const { mads, nordlys } = await strictClinic({ automatic_sign_out: { minutes: 5 } })
    const page = await textOf(client.get('/strict-mode/everything').as(mads))
    assert.include(page, '4 of 4 members have no second factor')
    assert.notInclude(page, 'Automatic sign-out')
    const saved = await client.post('/strict-mode/everything').as(mads)
    saved.assertStatus(303)

    await at(nordlys, async () => {
      assert.lengthOf(RULES.filter(standingOf), RULES.length)
      assert.deepEqual(standingOf(automaticSignOut)!.values, { minutes: 5 })
    })
    const again = await textOf(client.get('/strict-mode/everything').as(mads))
    assert.include(again, 'All rules of strict mode are on already.')
  })

  test('are made milder by an owner only, with a proof and a reason, and all owners are told', async ({
    client,
    assert,
  }) => {
    const { ida, mads, nordlys } = await strictClinic({ automatic_sign_out: { minutes: 20 } })
    const values = () => at(nordlys, async () => standingOf(automaticSignOut)?.values)
    const milder = { minutes: '60', reason: REASON }

    const byMads = await client.put(SIGN_OUT).form(milder).as(mads)
    byMads.assertStatus(422)
    assert.include(byMads.text(), 'Only an owner can make a rule milder')
    const unproved = await Visitor.as(client, ida, { proved_at: 0 }).put(SIGN_OUT, milder)
    unproved.assertHeader('location', '/identity?next=%2F')
    const silent = await client.put(SIGN_OUT).form({ minutes: '60' }).as(ida)
    silent.assertStatus(422)
    assert.include(silent.text(), 'Reason is missing.')
    assert.include(silent.text(), 'This protects less than now.')
    assert.deepEqual(await values(), { minutes: 20 })

    const saved = await client.put(SIGN_OUT).form(milder).as(ida)
    saved.assertStatus(303)
    assert.deepEqual(await values(), { minutes: 60 })
    const event = await lastAuditEvent(nordlys)
    assert.equal(event.action, 'strict-mode.weakened')
    assert.equal(event.details.reason, REASON)
    const [mail, ...others] = await mailsOf(nordlys)
    assert.lengthOf(others, 0)
    assert.equal(mail.recipient, 'ida@nordlys.test')
    assert.include(mail.text!, 'The rule “Automatic sign-out” was made milder')
    assert.include(mail.text!, 'Ida Lund')
    assert.include(mail.text!, REASON)
  })

  test('are made stricter by whoever may, without a reason', async ({ client, assert }) => {
    const { mads, nordlys } = await strictClinic({ automatic_sign_out: { minutes: 20 } })
    const saved = await client.put(SIGN_OUT).form({ minutes: '10' }).as(mads)
    saved.assertStatus(303)
    const event = await lastAuditEvent(nordlys)
    assert.equal(event.action, 'strict-mode.tightened')
    assert.notProperty(event.details, 'reason')
    assert.lengthOf(await mailsOf(nordlys), 0)
  })

  test('are made milder by nobody who did not know how strict they are by now', async (context) => {
    const { client, assert } = context
    const { ida, mads, nordlys } = await strictClinic({ automatic_sign_out: { minutes: 60 } })
    const stored = async () => {
      const rules = await at(nordlys, storedRules)
      return rules.automatic_sign_out.values
    }
    for (const [person, sentence] of [
      [mads, 'Only an owner can make a rule milder'],
      [ida, 'This protects less than now.'],
    ] as const) {
      await rulesOnElsewhere(nordlys, { automatic_sign_out: { minutes: 20 } }, context)
      await at(nordlys, async () => {
        assert.deepEqual(standingOf(automaticSignOut)!.values, { minutes: 60 })
      })
      const refused = await client.put(SIGN_OUT).form({ minutes: '45' }).as(person)
      refused.assertStatus(422)
      assert.include(refused.text(), 'Somebody has made this rule stricter meanwhile')
      assert.include(refused.text(), sentence)
      assert.deepEqual(await stored(), { minutes: 20 })
      await rulesOn(nordlys, { automatic_sign_out: { minutes: 60 } })
    }

    await rulesOnElsewhere(nordlys, { automatic_sign_out: { minutes: 20 } }, context)
    const stricter = await client.put(SIGN_OUT).form({ minutes: '15' }).as(mads)
    stricter.assertStatus(303)
    assert.deepEqual(await stored(), { minutes: 15 })
  })

  test('stay as strict as somebody has made them while everything is switched on', async (context) => {
    const { client, assert } = context
    const { mads, nordlys } = await strictClinic()
    await rulesOnElsewhere(nordlys, { automatic_sign_out: { minutes: 3 } }, context)
    await at(nordlys, async () => assert.isNull(standingOf(automaticSignOut)))
    const saved = await client.post('/strict-mode/everything').as(mads)
    saved.assertStatus(303)
    await at(nordlys, async () => {
      assert.lengthOf(RULES.filter(standingOf), RULES.length)
      assert.deepEqual(standingOf(automaticSignOut)!.values, { minutes: 3 })
    })
    assert.lengthOf(await mailsOf(nordlys), 0)
  })

  test('are switched off as they are made milder', async ({ client, assert }) => {
    const { ida, mads, nordlys } = await strictClinic({ automatic_sign_out: { minutes: 20 } })
    const byMads = await client.delete(SIGN_OUT).form({ reason: REASON }).as(mads)
    byMads.assertStatus(422)
    const saved = await client.delete(SIGN_OUT).form({ reason: REASON }).as(ida)
    saved.assertStatus(303)
    assert.isNull(await at(nordlys, async () => standingOf(automaticSignOut)))
    const [mail] = await mailsOf(nordlys)
    assert.include(mail.text!, 'was switched off')
  })

  test('keep the plugin on while one of them is on', async ({ client, assert }) => {
    const { ida, nordlys } = await strictClinic({ automatic_sign_out: { minutes: 20 } })
    const path = '/settings/plugins/strict-mode'
    assert.include(await textOf(client.get(path).as(ida)), 'Strict mode stays on while')
    const refused = await client.delete(`${path}/activation`).as(ida)
    refused.assertStatus(422)

    await client.delete(SIGN_OUT).form({ reason: REASON }).as(ida)
    const off = await client.delete(`${path}/activation`).as(ida)
    off.assertStatus(303)
    await deleteDataOf(nordlys, 'strict-mode')
    const gone = await client.get('/strict-mode').as(ida)
    gone.assertStatus(404)
  })

  test('are each shown in a browser, biting, and with the work that goes on beside it', ({
    assert,
  }) => {
    assert.sameMembers(
      Object.keys(SHOWN),
      RULES.map(({ id }) => id)
    )
    for (const [file, ...titles] of Object.values(SHOWN)) {
      const source = readFileSync(app.makePath(file), 'utf8')
      for (const title of titles) assert.include(source, `test('${title}'`)
    }
  })
})
