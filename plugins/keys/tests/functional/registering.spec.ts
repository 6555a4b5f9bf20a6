import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import AuditEvent from '#models/audit_event'
import { letPass } from '#tests/clock'
import { at, type Person, signIn } from '#tests/people'
import { prove } from '../../browser/crypto/canary.ts'
import { Jws, signJws } from '../../browser/crypto/jws.ts'
import { type Keys, makeCard, makeKeys, RECOVERY } from '../../browser/crypto/key_pair.ts'
import { makeRecovery } from '../../browser/crypto/recovery.ts'
import Key from '../../models/key.js'
import { bodyOf, ringless, withKey, withRecovery } from '../keyed.js'

type Card = { member?: string; clinic?: string; form?: string }

/** What a browser sends to register a key. */
async function register(client: ApiClient, person: Person, keys: Keys, said: Card = {}) {
  const { clinic = person.clinic.id, member = person.member.id, form } = said
  const card = await makeCard(keys, { clinic, member, made: new Date() })
  return send(client, person, { card, form })
}

function send(client: ApiClient, person: Person, body: object) {
  return client.post('/keys/keys').as(person).accept('json').json(body)
}

/** A person at one browser, who is given challenges and answers them. */
function atBrowser(client: ApiClient, person: Person) {
  const session = signIn(person)
  const post = (path: string, body = {}) =>
    client.post(path).at(person.host).cookie('fortrolig_session', session).json(body)
  return {
    challenge: (key: string) => post(`/keys/keys/${key}/challenges`),
    answer: (key: string, proof: string, more = {}) =>
      post(`/keys/keys/${key}/proofs`, { proof, ...more }),
    async prove(keys: Keys, more = {}) {
      const challenge = await bodyOf(this.challenge(keys.id))
      return this.answer(keys.id, await prove(keys, person.clinic.id, challenge), more)
    },
  }
}

/** The id of this person's key in use. */
async function idOf({ clinic, member }: Person) {
  const key = await at(clinic, () => Key.of(member))
  return key?.id ?? null
}

test.group('Registering and proving keys', () => {
  test('Signe’s browser registers a key, opens the canary, and from then on it is hers', async ({
    client,
    assert,
  }) => {
    const { signe, nordlys } = await ringless()
    const keys = await makeKeys()
    const registered = await register(client, signe, keys)
    registered.assertStatus(201)
    assert.isNull(await idOf(signe), 'it is not proved yet')

    const proved = await atBrowser(client, signe).prove(keys)
    proved.assertStatus(201)
    assert.equal(await idOf(signe), keys.id)
    const actions = await at(nordlys, () => AuditEvent.query().where('subjectId', keys.id))
    assert.deepEqual(
      actions.map(({ action, memberId }) => [action, memberId]),
      [
        ['keys.registered', signe.member.id],
        ['keys.proved', signe.member.id],
      ]
    )
  })

  test('a card that is not right in itself, or not the member’s own, is refused', async ({
    client,
    assert,
  }) => {
    const { signe, ida, sydhavn, nordlys } = await ringless()
    const [keys, other] = [await makeKeys(), await makeKeys()]
    const claims = { clinic: nordlys.id, member: signe.member.id, made: new Date() }
    const card = await makeCard(keys, claims)
    const [header, payload] = card.split('.')
    const others = await makeCard(other, claims)
    const [, , signature] = others.split('.')
    const refused = [
      await register(client, signe, keys, { member: ida.member.id }),
      await register(client, signe, keys, { clinic: sydhavn.id }),
      await register(client, signe, keys, { member: RECOVERY, form: 'words' }),
      await send(client, signe, { card: `${header}.${payload}.${signature}` }),
      await send(client, signe, { card: 'nonsense' }),
      await send(client, signe, {}),
      await send(client, signe, { card: { $ne: null } }),
    ]
    assert.deepEqual(
      refused.map((answer) => answer.status()),
      refused.map(() => 422)
    )
    assert.lengthOf(await at(nordlys, () => Key.all()), 0)
  })

  test('a proof of another key, of another challenge, used twice or too late proves nothing', async (context) => {
    const { client, assert } = context
    const { signe, nordlys } = await ringless()
    const [keys, other] = [await makeKeys(), await makeKeys()]
    await register(client, signe, keys)
    const browser = atBrowser(client, signe)
    const challenge = () => bodyOf(browser.challenge(keys.id))

    const first = await prove(keys, nordlys.id, await challenge())
    const claims = { typ: 'proof', clinic: nordlys.id, key: keys.id }
    await challenge()
    const refused = [await browser.answer(keys.id, first)]
    const { number } = await challenge()
    refused.push(
      await browser.answer(keys.id, await signJws(keys.sign, keys.id, { ...claims, number }))
    )
    const asked = await challenge()
    const right = await prove(keys, nordlys.id, asked)
    const said = Jws.parse(right).claims
    refused.push(await browser.answer(keys.id, await signJws(other.sign, keys.id, said)))
    const late = await prove(keys, nordlys.id, await challenge())
    letPass(11 * 60_000, context)
    refused.push(await browser.answer(keys.id, late))

    assert.deepEqual(
      refused.map((answer) => [answer.status(), answer.body().error]),
      refused.map(() => [422, 'keys.refusals.proof'])
    )
    assert.isNull(await idOf(signe))
    const proved = await browser.prove(keys)
    proved.assertStatus(201)
  })

  test('nobody proves the key of another, and the recovery key is for those who manage keys', async ({
    client,
  }) => {
    const { signe, mads, jonas, ida } = await ringless()
    const keys = await makeKeys()
    await register(client, signe, keys)
    const { keys: recovery } = await withRecovery(ida)

    const others = await atBrowser(client, mads).challenge(keys.id)
    others.assertStatus(404)
    const withoutPermission = await atBrowser(client, jonas).challenge(keys.id)
    withoutPermission.assertStatus(403)
    const practitioner = await atBrowser(client, signe).challenge(recovery.id)
    practitioner.assertStatus(404)
    const manager = await atBrowser(client, mads).prove(recovery)
    manager.assertStatus(201)
  })

  test('a new key takes the place of the old one, and both stay known', async ({
    client,
    assert,
  }) => {
    const { signe: person, nordlys } = await ringless()
    const signe = await withKey(person)
    const keys = await makeKeys()
    await register(client, signe, keys)
    const proved = await atBrowser(client, signe).prove(keys, { why: 'suspicion' })
    proved.assertStatus(201)

    const old = await at(nordlys, () => Key.findOrFail(signe.keys.id))
    assert.equal(await idOf(signe), keys.id)
    assert.equal(old.supersededWhy, 'suspicion')
    assert.equal(old.supersededBy, keys.id)
    const { cards } = await bodyOf(client.get('/keys/cards').as(signe))
    assert.deepEqual(
      cards.map((card: { key: string; retiredAt: string | null }) => [
        card.key,
        card.retiredAt !== null,
      ]),
      [
        [signe.keys.id, true],
        [keys.id, false],
      ]
    )
    const again = await atBrowser(client, signe).prove(signe.keys)
    again.assertStatus(422)
  })

  test('only those who manage keys register a recovery key, and it belongs to nobody', async ({
    client,
    assert,
  }) => {
    const { mads, nordlys } = await ringless()
    const { keys } = await makeRecovery()
    const registered = await register(client, mads, keys, { member: RECOVERY, form: 'shares' })
    registered.assertStatus(201)
    await atBrowser(client, mads).prove(keys)

    const key = await at(nordlys, () => Key.recovery())
    assert.equal(key?.id, keys.id)
    assert.equal(key?.form, 'shares')
    assert.isNull(key?.memberId)
  })
})
