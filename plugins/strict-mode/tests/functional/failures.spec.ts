import { test } from '@japa/runner'
import { ask, type Question, strictestOf } from '#plugins/precautions'
import { clinicClient } from '#clinics/database'
import AuditEvent from '#models/audit_event'
import type Clinic from '#models/clinic'
import type Member from '#models/member'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import { precautions } from '../../models/answers.js'
import { standingOf, storeRules } from '../../models/standing.js'
import { RULES } from '../../rules.js'
import { strictClinic } from '../setting.js'

const ASKED = Object.keys(precautions) as Question[]
const BROKEN = { since: 'yesterday', values: {} }
const NONSENSE = { since: '2026-01-01T00:00:00.000Z', values: { minutes: 'many', screen: 'loud' } }
const REASON = 'The tablet at the front desk'

/** What the core hears about this member in the clinic as it is; of questions about a client, about none. */
function heard(question: Question, member: Member) {
  return ask(question, { surface: 'screen', member, client: null } as never)
}

/** What the core takes a plugin to say that fails. */
function ofFailure(question: Question) {
  const plugin = { id: 'failing' }
  const fail = () => {
    throw new Error('no answer')
  }
  return strictestOf(question, [{ plugin, contribution: fail }] as never, [{}] as never)
}

test.group('Strict mode: where it fails', () => {
  test('every question that it answers is answered as strictly as a failure can be', async ({
    assert,
  }) => {
    const { nordlys, ida } = await strictClinic()
    await at(nordlys, async () => {
      for (const question of ASKED)
        assert.notDeepEqual(heard(question, ida.member), ofFailure(question), question)
      await storeRules(Object.fromEntries(RULES.map(({ id }) => [id, BROKEN])))
      for (const question of ASKED)
        assert.deepEqual(heard(question, ida.member), ofFailure(question), question)
    })
  })

  test('{$self}: one broken rule locks what it guards, and leaves the rest as it was')
    .with(RULES.filter(({ answers }) => answers).map(({ id }) => id))
    .run(async ({ assert }, id) => {
      const { nordlys, ida } = await strictClinic()
      const guarded = Object.keys(RULES.find((rule) => rule.id === id)!.answers!)
      await at(nordlys, async () => {
        const before = new Map(ASKED.map((question) => [question, heard(question, ida.member)]))
        await storeRules({ [id]: BROKEN })
        for (const question of ASKED) {
          const expected = guarded.includes(question) ? ofFailure(question) : before.get(question)
          assert.deepEqual(heard(question, ida.member), expected, question)
        }
      })
    })

  test('nonsense about how strict a rule is counts as a failure', async ({ assert }) => {
    const { nordlys } = await strictClinic()
    await at(nordlys, async () => {
      await storeRules({ automatic_sign_out: NONSENSE, names: NONSENSE })
      assert.equal(ask('idleMinutes', { member: {} as Member }), 15)
      assert.equal(ask('nameDisplay', { surface: 'screen', member: null }), 'hidden')
      assert.equal(ask('nameDisplay', { surface: 'feed', member: null }), 'hidden')
    })
  })
})

/** Lets the database refuse what a trigger describes, until the work is done. */
async function refusing(clinic: Clinic, when: string, work: () => Promise<unknown>) {
  await at(clinic, () =>
    clinicClient().rawQuery(
      `create trigger refusing ${when} begin select raise(abort, 'refused by a test'); end`
    )
  )
  await work()
  await at(clinic, () => clinicClient().rawQuery('drop trigger refusing'))
}

/** What a change leaves behind: rules that are on, lines in the log, mails. */
async function traces(clinic: Clinic) {
  const mails = await mailsOf(clinic)
  return at(clinic, async () => {
    const lines = await AuditEvent.query().where('action', 'like', 'strict-mode.%')
    const on = RULES.filter(standingOf).map(({ id }) => id)
    return { on, lines: lines.length, mails: mails.length }
  })
}

test.group('Strict mode is never half on', () => {
  test('whichever statement fails while everything is switched on, nothing is', async ({
    client,
    assert,
  }) => {
    const { nordlys, mads } = await strictClinic()
    const switchAllOn = async () => {
      const answer = await client.post('/strict-mode/everything').as(mads)
      answer.assertStatus(500)
    }
    for (const { id } of RULES) {
      const line = `before insert on audit_events when new.subject_id = '${id}'`
      await refusing(nordlys, line, switchAllOn)
      assert.deepEqual(await traces(nordlys), { on: [], lines: 0, mails: 0 }, id)
    }
    const row = `before insert on settings when new.id = 'strict-mode'`
    await refusing(nordlys, row, switchAllOn)
    assert.deepEqual(await traces(nordlys), { on: [], lines: 0, mails: 0 })

    const saved = await client.post('/strict-mode/everything').as(mads)
    saved.assertStatus(303)
    const all = RULES.map(({ id }) => id)
    assert.deepEqual(await traces(nordlys), { on: all, lines: RULES.length, mails: 0 })
  })

  test('a rule stays as strict as it was where the owners could not be told', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await strictClinic({ automatic_sign_out: { minutes: 20 } })
    const before = await traces(nordlys)
    await refusing(nordlys, 'before insert on outbox_mails', async () => {
      const form = { reason: REASON }
      const answer = await client.delete('/strict-mode/rules/automatic_sign_out').form(form).as(ida)
      answer.assertStatus(500)
    })
    assert.deepEqual(await traces(nordlys), before)
    assert.deepEqual(before.on, ['automatic_sign_out'])
  })
})
