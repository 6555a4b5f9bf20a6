import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import AuditEvent from '#models/audit_event'
import { aClient } from '#tests/clients'
import { at, countQueries, type Person } from '#tests/people'
import { changeReaders, renewCircle, unwrap, type Wrap } from '../../browser/crypto/circles.ts'
import { Jws } from '../../browser/crypto/jws.ts'
import { type Keys } from '../../browser/crypto/key_pair.ts'
import { type ListClaims, signList, verifyLists } from '../../browser/crypto/lists.ts'
import type { CircleRow, ListPosted } from '../../browser/vault/wire.ts'
import Circle from '../../models/circle.js'
import { mayRead, readersOf } from '../../api.js'
import { circleOf, firstStep, shown } from '../circled.js'
import { bodyOf, type Holder, ringless, statusOf, withKey, withRecovery } from '../keyed.js'

/** Signe and Mads have keys, the clinic has a recovery key, and there is a client. */
async function scene() {
  const people = await ringless()
  const [signe, mads] = [await withKey(people.signe), await withKey(people.mads)]
  const recovery = await withRecovery(people.ida)
  const clara = await at(people.nordlys, () => aClient())
  return { ...people, signe, mads, recovery: recovery.keys, clara }
}

function found(client: ApiClient, person: Person, step: ListPosted) {
  return client.post('/keys/circles').as(person).json(step)
}

function goOn(client: ApiClient, person: Person, circle: string, step: ListPosted) {
  return client
    .put('/keys/circles')
    .as(person)
    .json({ steps: [{ circle, ...step }] })
}

async function rowsOf(client: ApiClient, person: Person, query = ''): Promise<CircleRow[]> {
  const { circles } = await bodyOf(client.get(`/keys/circles${query}`).as(person))
  return circles
}

/** The last list of a circle, as a browser that verified it has it. */
async function lastOf(holder: Holder, { id, subject, lists }: CircleRow) {
  const readers = lists.flatMap((list) => (Jws.parse(list).claims as ListClaims).readers)
  const cards = await shown(holder, [...new Set(readers)])
  const where = { clinic: holder.clinic.id, subject, circle: id }
  const verified = await verifyLists(lists, where, (key) => cards.find((card) => card.id === key))
  return verified.at(-1)!
}

async function rawOf(keys: Keys, { id, wraps }: { id: string; wraps: Wrap[] }, version = 1) {
  return unwrap(
    keys,
    id,
    wraps.find((wrap) => wrap.key === keys.id && wrap.version === version)!
  )
}

test.group('Circles', () => {
  test('Signe founds one; she and the recovery key are handed their wraps, Mads nothing', async ({
    client,
    assert,
  }) => {
    const { signe, mads, ida, nordlys, recovery, clara } = await scene()
    const step = await firstStep(signe, recovery, clara.id)
    const answer = await found(client, signe, step)
    answer.assertStatus(201)
    const [row] = await rowsOf(client, signe, `?client=${clara.id}`)
    assert.deepEqual(answer.body(), { circles: [row] })
    assert.deepEqual([row.subject, row.client, row.lists], [clara.id, clara.id, [step.list]])
    assert.deepEqual(row.wraps, [step.wraps.find(({ key }) => key === signe.keys.id)])
    assert.lengthOf(await rawOf(signe.keys, row), 32)

    assert.deepEqual(await rowsOf(client, mads), [])
    const [forRecovery] = await rowsOf(client, ida, `?recovery=${recovery.id}`)
    assert.deepEqual(await rawOf(recovery, forRecovery), await rawOf(signe.keys, row))
    assert.deepEqual(await rowsOf(client, signe, '?client=clinic'), [])

    await at(nordlys, async () => {
      assert.deepEqual(
        [await mayRead(signe.member, row.id), await mayRead(mads.member, row.id)],
        [true, false]
      )
      const readers = await readersOf(row.id)
      assert.sameDeepMembers(
        readers.map(({ key, member, isRecovery }) => [key, member?.name ?? null, isRecovery]),
        [
          [signe.keys.id, signe.member.name, false],
          [recovery.id, null, true],
        ]
      )
      const event = await AuditEvent.findByOrFail('subjectId', row.id)
      assert.deepEqual(
        [event.action, event.memberId, event.details.client],
        ['keys.circle_founded', signe.member.id, clara.id]
      )
    })
  })

  test('whoever has not the keys in hand is shown those of the recovery key that they read too', async ({
    client,
    assert,
  }) => {
    const { signe, mads, recovery, clara } = await scene()
    await circleOf(signe, recovery, clara.id)
    assert.lengthOf(await rowsOf(client, signe, `?recovery=${recovery.id}`), 1)
    // Mads administers the clinic, and keeps its recovery key.
    assert.lengthOf(await rowsOf(client, mads, `?recovery=${recovery.id}`), 1)
    const notRecovery = client.get(`/keys/circles?recovery=${signe.keys.id}`).as(mads)
    assert.equal(await statusOf(notRecovery), 404)
  })

  test('sharing, then taking back: the former reader is handed nothing any more', async ({
    client,
    assert,
  }) => {
    const { signe, mads, nordlys, recovery, clara } = await scene()
    const { id } = await circleOf(signe, recovery, clara.id)
    const [first] = await rowsOf(client, signe)
    const [madsShown] = await shown(signe, [mads.keys.id])
    const raws = new Map([[1, await rawOf(signe.keys, first)]])
    const last = await lastOf(signe, first)
    const share = await changeReaders(signe.keys, last, { added: [madsShown], raws })
    const shared = await goOn(client, signe, id, share)
    shared.assertStatus(201)
    const [forMads] = await rowsOf(client, mads)
    assert.deepEqual(await rawOf(mads.keys, forMads), raws.get(1))

    const remaining = await shown(signe, [signe.keys.id, recovery.id])
    const step = await renewCircle(
      signe.keys,
      await lastOf(signe, shared.body().circles[0]),
      remaining
    )
    const taken = await goOn(client, signe, id, step)
    taken.assertStatus(201)
    assert.deepEqual(await rowsOf(client, mads), [])
    const [now] = await rowsOf(client, signe)
    assert.deepEqual(
      now.wraps.map(({ version }) => version),
      [1, 2]
    )
    assert.notDeepEqual(await rawOf(signe.keys, now, 2), raws.get(1))
    const events = await at(nordlys, () => AuditEvent.query().where('subjectId', id).orderBy('seq'))
    assert.deepEqual(
      events.map(({ action, details }) => [action, details.added.length, details.gone]),
      [
        ['keys.circle_founded', 2, []],
        ['keys.circle_shared', 1, []],
        ['keys.circle_renewed', 0, [mads.keys.id]],
      ]
    )
  })

  test('the second of two who change it at once is told, and nothing is lost', async ({
    client,
    assert,
  }) => {
    const { signe, mads, recovery, clara } = await scene()
    const { id } = await circleOf(signe, recovery, clara.id, [mads.keys.id])
    const [row] = await rowsOf(client, signe)
    const readers = await shown(signe, [signe.keys.id, mads.keys.id, recovery.id])
    const steps = [
      await renewCircle(signe.keys, await lastOf(signe, row), readers),
      await renewCircle(mads.keys, await lastOf(signe, row), readers),
    ]
    const answers = await Promise.all([
      goOn(client, signe, id, steps[0]),
      goOn(client, mads, id, steps[1]),
    ])
    assert.sameMembers(
      answers.map((answer) => answer.status()),
      [201, 409]
    )
    const [now] = await rowsOf(client, signe)
    assert.lengthOf(now.lists, 2)
    const repeated = await firstStep(signe, recovery, clara.id)
    assert.equal(await statusOf(found(client, signe, repeated)), 201)
    assert.equal(await statusOf(found(client, signe, repeated)), 409)
  })

  test('whatever is not right in itself is refused, and nothing of it is kept', async ({
    client,
    assert,
  }) => {
    const { signe, mads, nordlys, recovery, clara } = await scene()
    const { id } = await circleOf(signe, recovery, clara.id, [mads.keys.id])
    const [row] = await rowsOf(client, signe)
    const last = await lastOf(signe, row)
    const [own, colleague, key] = await shown(signe, [signe.keys.id, mads.keys.id, recovery.id])
    const good = await renewCircle(signe.keys, last, [own, key])
    const { claims } = Jws.parse(good.list)
    const stranger = { ...claims, readers: [...(claims.readers as string[]), 'A'.repeat(43)] }
    const raws = new Map([[1, await rawOf(signe.keys, row)]])
    const [wrap, other] = good.wraps
    // Signed as it stands, whatever it claims: no type of ours lets it through.
    const listOfStranger = await signList(signe.keys, stranger as unknown as ListClaims)
    const wrong: Record<string, [string, ListPosted]> = {
      noList: ['list', { ...good, list: 'nonsense' }],
      unsigned: ['list', { ...good, list: `${good.list.slice(0, -9)}AAAAAAAAA` }],
      byAColleague: ['signer', await renewCircle(mads.keys, last, [own, key])],
      unknownReader: ['list', { ...good, list: listOfStranger }],
      noRecovery: ['recovery', await renewCircle(signe.keys, last, [own, colleague])],
      goneWithTheKey: [
        'renewal',
        await changeReaders(signe.keys, last, { added: [], removed: [mads.keys.id], raws }),
      ],
      noWraps: ['wraps', { ...good, wraps: [] }],
      oneWrap: ['wraps', { ...good, wraps: [wrap] }],
      twice: ['wraps', { ...good, wraps: [wrap, wrap] }],
      swapped: ['wraps', { ...good, wraps: [wrap, { ...other, wrap: wrap.wrap }] }],
      plain: ['wraps', { ...good, wraps: [wrap, { ...other, wrap: 'a.b.c.d.e' }] }],
      tooMany: ['wraps', { ...good, wraps: [...good.wraps, { ...wrap, version: 1 }] }],
    }
    for (const [name, [reason, step]] of Object.entries(wrong)) {
      const answer = await goOn(client, signe, id, step)
      assert.deepEqual(
        [name, answer.status(), answer.body()],
        [name, 422, { error: `keys.refusals.${reason}` }]
      )
    }
    const circle = await at(nordlys, () => Circle.findOrFail(id))
    assert.equal(circle.version, 1)
    assert.equal(await statusOf(goOn(client, signe, id, good)), 201)
  })

  test('about nobody, or a client of another clinic, there is none', async ({ client, assert }) => {
    const { signe, freja, recovery, clara } = await scene()
    const unknown = await firstStep(signe, recovery, '0195f000-0000-7000-8000-000000000404')
    assert.equal(await statusOf(found(client, signe, unknown)), 404)
    const { id } = await circleOf(signe, recovery, clara.id)
    const next = await firstStep(signe, recovery, clara.id)
    assert.equal(await statusOf(goOn(client, freja, id, next)), 404)
    assert.equal(await statusOf(found(client, freja, next)), 422)
  })

  test('one row or three are read with as many queries', async ({ client, assert }) => {
    const { signe, nordlys, recovery, clara } = await scene()
    await circleOf(signe, recovery, clara.id)
    const one = await countQueries(() => rowsOf(client, signe))
    for (const email of ['two@example.test', 'three@example.test']) {
      const another = await at(nordlys, () => aClient({ email }))
      await circleOf(signe, recovery, another.id)
    }
    const three = await countQueries(() => rowsOf(client, signe))
    assert.equal(three, one)
    assert.lengthOf(await rowsOf(client, signe), 3)
  })
})
