import { test } from '@japa/runner'
import fc from 'fast-check'
import Client from '#models/client'
import { aClient } from '#tests/clients'
import { at } from '#tests/people'
import { fromBase64url } from '../../browser/crypto/bytes.ts'
import { recordKey, renewCircle, unwrap } from '../../browser/crypto/circles.ts'
import { type Binding, sealRecord } from '../../browser/crypto/envelopes.ts'
import { verifyLists } from '../../browser/crypto/lists.ts'
import { checkEnvelope, EnvelopeRefused, type Expected, OF_THE_CLINIC } from '../../api.js'
import Circle from '../../models/circle.js'
import Wrap from '../../models/wrap.js'
import { data } from '../../data.js'
import { circleOf, firstStep, shown } from '../circled.js'
import { ringless, withKey, withRecovery } from '../keyed.js'

const RECORD = '0195f000-0000-7000-8000-000000004ec0'
const OTHER = '0195f000-0000-7000-8000-0000000000ff'

/** A circle of Signe's about Clara, and a way to seal anything for it. */
async function scene() {
  const people = await ringless()
  const { nordlys } = people
  const [signe, mads] = [await withKey(people.signe), await withKey(people.mads)]
  const recovery = await withRecovery(people.ida)
  const clara = await at(nordlys, () => aClient())
  const step = await firstStep(signe, recovery.keys, clara.id)
  const by = { member: signe.member, address: null }
  const circle = await at(nordlys, () => Circle.found(step, { by }))
  const wrap = step.wraps.find(({ key }) => key === signe.keys.id)!
  const { aes } = await recordKey(await unwrap(signe.keys, circle.id, wrap))
  const about = { typ: 'note', clinic: nordlys.id, client: clara.id, record: RECORD, version: 1 }
  const expected: Expected = { type: 'note', client: clara.id, record: RECORD, version: 1 }

  const seal = (
    more: Partial<Binding> = {},
    of = { id: circle.id, version: 1 },
    body = 'Ondt i ryggen'
  ) => sealRecord(signe.keys, aes, of, { ...about, ...more }, { at: new Date(), body })
  const check = (text: unknown, more: Partial<Expected> = {}) =>
    at(nordlys, () => checkEnvelope(text, { ...expected, ...more }))
  const why = (text: unknown, more: Partial<Expected> = {}) =>
    check(text, more).then(
      () => 'taken',
      (error) => (error instanceof EnvelopeRefused ? `${error.why} ${error.status}` : String(error))
    )
  return { ...people, signe, mads, recovery, clara, step, circle, seal, check, why }
}

test.group('What the server takes for an envelope', () => {
  test('an envelope of a reader’s, for this record, in its next version', async ({ assert }) => {
    const { seal, check, circle, signe } = await scene()
    const text = await seal()
    assert.deepEqual(await check(text, { by: signe.member }), {
      circle: circle.id,
      circleVersion: 1,
      size: text.length,
    })
  })

  test('and nothing else: each refusal has a name', async ({ assert }) => {
    const { seal, why, signe, mads, clara, recovery, nordlys } = await scene()
    const good = await seal()
    const other = await at(nordlys, () => aClient({ email: 'other@example.test' }))
    const elsewhere = await circleOf(signe, recovery.keys, other.id)
    const own = await circleOf(signe, recovery.keys, OF_THE_CLINIC)
    const parts = good.split('.')
    assert.deepEqual(
      {
        good: await why(good),
        plain: await why('Patienten har ondt i ryggen.'),
        json: await why(JSON.stringify({ subjective: 'Ondt' })),
        object: await why({ text: good }),
        nothing: await why(undefined),
        empty: await why(''),
        cut: await why(good.slice(0, -1)),
        fourParts: await why(parts.slice(0, 4).join('.')),
        withKey: await why([parts[0], 'AAAA', ...parts.slice(2)].join('.')),
        padded: await why(`${good}=`),
        spaced: await why(` ${good}`),
        otherAlphabet: await why(good.replace(/[A-Za-z](?=[^.]*$)/, '+')),
        large: await why(await seal({}, undefined, 'x'.repeat(150_000))),
        megabyte: await why('x'.repeat(1024 * 1024)),
        otherType: await why(await seal({ typ: 'draft' })),
        otherRecord: await why(await seal({ record: OTHER })),
        otherClinic: await why(await seal({ clinic: OTHER })),
        otherClient: await why(await seal({ client: other.id })),
        otherClientsCircle: await why(await seal({}, { id: elsewhere.id, version: 1 })),
        movedToOther: await why(good, { client: other.id }),
        clinicsCircle: await why(await seal({}, { id: own.id, version: 1 })),
        oldVersion: await why(good, { version: 2 }),
        farVersion: await why(await seal({ version: 3 })),
        unknownCircle: await why(await seal({}, { id: OTHER, version: 1 })),
        unknownVersion: await why(await seal({}, { id: elsewhere.id, version: 9 }), {
          client: other.id,
        }),
        byAnother: await why(good, { by: mads.member }),
      },
      {
        good: 'taken',
        plain: 'not_an_envelope 422',
        json: 'not_an_envelope 422',
        object: 'not_an_envelope 422',
        nothing: 'not_an_envelope 422',
        empty: 'not_an_envelope 422',
        cut: 'not_an_envelope 422',
        fourParts: 'not_an_envelope 422',
        withKey: 'not_an_envelope 422',
        padded: 'not_an_envelope 422',
        spaced: 'not_an_envelope 422',
        otherAlphabet: 'not_an_envelope 422',
        large: 'too_large 413',
        megabyte: 'too_large 413',
        otherType: 'another_record 422',
        otherRecord: 'another_record 422',
        otherClinic: 'another_record 422',
        otherClient: 'another_record 422',
        otherClientsCircle: 'another_record 422',
        movedToOther: 'another_record 422',
        clinicsCircle: 'another_record 422',
        oldVersion: 'stale 409',
        farVersion: 'stale 409',
        unknownCircle: 'unknown_key 422',
        unknownVersion: 'another_record 422',
        byAnother: 'no_reader 422',
      }
    )
    assert.isTrue(clara.id !== other.id)
  })

  test('an old record key and a circle without recovery are refused', async ({ assert }) => {
    const { seal, why, signe, nordlys, recovery, circle, step, clara } = await scene()
    const good = await seal()
    const readers = await shown(signe, [signe.keys.id, recovery.keys.id])
    const where = { clinic: nordlys.id, subject: clara.id, circle: circle.id }
    const [last] = await verifyLists([step.list], where, (id) =>
      readers.find((each) => each.id === id)
    )
    const next = await renewCircle(signe.keys, last, readers)
    await at(nordlys, async () => {
      const found = await Circle.findOrFail(circle.id)
      await Circle.goOn([{ circle: found.id, ...next }], {
        by: { member: signe.member, address: null },
      })
    })
    assert.equal(await why(good), 'stale 409')
    const renewed = await seal({}, { id: circle.id, version: 2 })
    assert.equal(await why(renewed), 'taken')
    await at(nordlys, () => Wrap.query().where({ version: 2, keyId: recovery.keys.id }).delete())
    assert.equal(await why(renewed), 'no_recovery 422')
  })

  test('after two clients were merged, notes about either go on', async ({ assert }) => {
    const { seal, why, clara, nordlys } = await scene()
    const good = await seal()
    await at(nordlys, async () => {
      const into = await aClient({ email: 'into@example.test' })
      await data.merge(await Client.findOrFail(clara.id), into)
      assert.equal(await why(good, { client: into.id }), 'taken')
      assert.equal(await why(good), 'another_record 422')
    })
  })

  test('nonsense of any kind is refused, and never breaks it', async ({ assert }) => {
    const { seal, why } = await scene()
    const good = await seal()
    const [header] = good.split('.')
    const said = JSON.parse(new TextDecoder().decode(fromBase64url(header)))
    const base64 = (text: string) => Buffer.from(text).toString('base64url')
    const changed = fc
      .record({ name: fc.constantFrom(...Object.keys(said), 'zip', 'crit'), value: fc.jsonValue() })
      .filter(({ name, value }) => JSON.stringify(said[name]) !== JSON.stringify(value))
      .map(({ name, value }) =>
        good.replace(header, base64(JSON.stringify({ ...said, [name]: value })))
      )
    const part = fc.oneof(fc.string(), fc.constantFrom(...good.split('.'), '', 'e30', 'bnVsbA'))
    const nonsense = fc.oneof(
      changed,
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('.')),
      fc.anything(),
      fc.nat(good.length).map((length) => good.slice(0, length))
    )
    await fc.assert(
      fc.asyncProperty(nonsense, async (text) => {
        fc.pre(text !== good)
        const reason = await why(text)
        assert.match(reason, /^(not_an_envelope|another_record|unknown_key|stale) (422|409)$/)
      }),
      { numRuns: 300 }
    )
    assert.equal(await why(good), 'taken')
  })
})
