import { test } from '@japa/runner'
import {
  changeReaders,
  foundCircle,
  recordKey,
  renewCircle,
  type Step,
  unwrap,
} from '../../browser/crypto/circles.js'
import { NotAReader, Tampered } from '../../browser/crypto/faults.js'
import { Jws } from '../../browser/crypto/jws.js'
import {
  type ListClaims,
  signerToCompare,
  signList,
  verifyLists,
} from '../../browser/crypto/lists.js'
import { CLIENT, CLINIC, type Held, held, keyring, notRefused } from '../keyring.js'

type People = Awaited<ReturnType<typeof keyring>>

const OTHER = '0195f000-0000-7000-8000-0000000000ff'

/** A circle of Signe's alone, and what one needs to look at it. */
async function circle(people: People) {
  const { signe, recovery, keyOf } = people
  const first = await foundCircle(signe.keys, { clinic: CLINIC, subject: CLIENT }, [
    signe.shown,
    recovery.shown,
  ])
  const id = claimsOf(first).circle
  const where = { clinic: CLINIC, subject: CLIENT, circle: id }
  const verify = (...texts: string[]) => verifyLists(texts, where, keyOf)
  const [last] = await verify(first.list)
  return { id, first, where, verify, last }
}

function claimsOf({ list }: Step) {
  return Jws.parse(list).claims as ListClaims
}

async function keyIn({ keys }: Held, id: string, step: Step, version = 1) {
  const wrap = step.wraps.find((each) => each.key === keys.id && each.version === version)
  return unwrap(keys, id, wrap!)
}

test.group('Circle', (group) => {
  let people: People
  group.setup(async () => {
    people = await keyring()
  })

  test('its readers unwrap the same record key, and nobody else unwraps any', async ({
    assert,
  }) => {
    const { signe, bo, recovery } = people
    const { id, first, last } = await circle(people)
    const [hers, recovered] = await Promise.all([
      keyIn(signe, id, first),
      keyIn(recovery, id, first),
    ])
    assert.lengthOf(hers, 32)
    assert.deepEqual(recovered, hers)
    const { check } = await recordKey(hers)
    assert.equal(check, last.check)
    assert.deepEqual(last.readers, [signe.keys.id, recovery.keys.id].sort())
    const [wrap] = first.wraps
    await assert.rejects(() => unwrap(bo.keys, id, wrap), NotAReader)
  })

  test('a wrap opens for its circle and version only', async ({ assert }) => {
    const { signe } = people
    const { id, first } = await circle(people)
    const wrap = first.wraps.find(({ key }) => key === signe.keys.id)!
    await assert.rejects(() => unwrap(signe.keys, OTHER, wrap), Tampered)
    await assert.rejects(() => unwrap(signe.keys, id, { ...wrap, version: 2 }), Tampered)
    const cut = { ...wrap, wrap: wrap.wrap.slice(0, -2) }
    await assert.rejects(() => unwrap(signe.keys, id, cut), Tampered)
  })

  test('sharing gives the new reader every version', async ({ assert }) => {
    const { signe, bo, recovery } = people
    const { id, first, verify, last } = await circle(people)
    const second = await renewCircle(signe.keys, last, [signe.shown, recovery.shown])
    const lists = await verify(first.list, second.list)
    const raws = new Map([
      [1, await keyIn(signe, id, first)],
      [2, await keyIn(signe, id, second, 2)],
    ])
    const third = await changeReaders(signe.keys, lists.at(-1)!, { added: [bo.shown], raws })
    const [, , shared] = await verify(first.list, second.list, third.list)
    assert.include(shared.readers, bo.keys.id)
    assert.equal(shared.version, 2)
    assert.deepEqual(await keyIn(bo, id, third, 1), raws.get(1))
    assert.deepEqual(await keyIn(bo, id, third, 2), raws.get(2))
  })

  test('taking back makes a record key that the former reader does not get', async ({ assert }) => {
    const { signe, bo, recovery } = people
    const { id, first, verify, last } = await circle(people)
    const raws = new Map([[1, await keyIn(signe, id, first)]])
    const shared = await changeReaders(signe.keys, last, { added: [bo.shown], raws })
    const [, both] = await verify(first.list, shared.list)
    const taken = await renewCircle(signe.keys, both, [signe.shown, recovery.shown])
    const lists = await verify(first.list, shared.list, taken.list)
    assert.deepEqual([lists[2].version, lists[2].readers.length], [2, 2])
    assert.notDeepEqual(await keyIn(signe, id, taken, 2), raws.get(1))
    assert.notInclude(
      taken.wraps.map(({ key }) => key),
      bo.keys.id
    )
  })

  test('a list is believed of whom the member compared, with them and a recovery key in it', async ({
    assert,
  }) => {
    const { signe, bo, stranger, recovery } = people
    const { last } = await circle(people)
    const trust = (own: Held, ...pinned: Held[]) => ({
      own: own.keys.id,
      pinned: new Set([own, ...pinned].map(({ keys }) => keys.id)),
      recovery: [recovery.keys.id],
    })
    assert.isNull(signerToCompare(last, trust(signe)))
    assert.equal(signerToCompare(last, trust(recovery)), signe.keys.id)
    assert.isNull(signerToCompare(last, trust(recovery, signe)))
    assert.throws(() => signerToCompare(last, trust(bo, signe)), NotAReader)
    const forged = { ...trust(signe), recovery: [stranger.keys.id] }
    assert.throws(() => signerToCompare(last, forged), Tampered)
  })
})

test.group('Circle | what a server could try', (group) => {
  let people: People
  group.setup(async () => {
    people = await keyring()
  })

  test('slipping in a reader is found, whoever signs it', async ({ assert }) => {
    const { signe, stranger, recovery } = people
    const { first, verify, last } = await circle(people)
    const next = await renewCircle(signe.keys, last, [signe.shown, recovery.shown])
    const slipped = claimsOf(next)
    slipped.readers = [...slipped.readers, stranger.keys.id]
    const [header, payload, signature] = next.list.split('.')
    const changed = Buffer.from(JSON.stringify({ ...Jws.parse(next.list).claims, ...slipped }))
    const forgeries = {
      unsigned: `${header}.${changed.toString('base64url')}.${signature}`,
      byAStranger: await signList(stranger.keys, slipped),
      cut: next.list.slice(0, -4),
      notBase64: `${header}.${payload}=.${signature}`,
      nothing: '',
    }
    const attempts = Object.entries(forgeries).map(([name, forged]) => [
      name,
      () => verify(first.list, forged),
    ])
    assert.deepEqual(await notRefused(Object.fromEntries(attempts)), [])
    await verify(first.list, next.list)
  })

  test('a list that was just signed here is held to what is there all the same', async ({
    assert,
  }) => {
    const { signe, recovery, keyOf } = people
    const { first, where, verify, last } = await circle(people)
    const readers = [signe.shown, recovery.shown]
    const [own, colleagues] = [1, 2].map(() => renewCircle(signe.keys, last, readers))
    const [{ list: written }, { list: before }] = await Promise.all([own, colleagues])
    await verify(first.list, before)
    const known = { verified: [last], written }
    const elsewhere = { ...where, subject: OTHER }
    const attempts = {
      behindAnother: () => verifyLists([first.list, before, written], where, keyOf, known),
      aboutAnother: () => verifyLists([first.list, written], elsewhere, keyOf, known),
      ofNobody: () => verifyLists([first.list, before], where, () => undefined, known),
    }
    assert.deepEqual(await notRefused(attempts), [])
    // Nobody is asked whose signature it is.
    const lists = await verifyLists([first.list, written], where, () => undefined, known)
    assert.equal(lists.at(-1)!.text, written)
  })

  test('lists are whole, in order, and of this circle', async ({ assert }) => {
    const { signe, bo, recovery } = people
    const { id, first, verify, last } = await circle(people)
    const second = await renewCircle(signe.keys, last, [signe.shown, recovery.shown])
    const [, renewed] = await verify(first.list, second.list)
    const third = await renewCircle(signe.keys, renewed, [signe.shown, recovery.shown])
    const elsewhere = await circle(people)
    const sameCheck = { ...claimsOf(second), check: last.check }
    const sameVersion = { ...claimsOf(second), version: 1 }
    const far = { ...claimsOf(second), version: 3 }
    const wrong: Record<string, string[]> = {
      none: [],
      withoutTheFirst: [second.list],
      withAHole: [first.list, third.list],
      twice: [first.list, first.list],
      backwards: [second.list, first.list],
      ofAnother: [elsewhere.first.list],
      anothersNext: [first.list, elsewhere.first.list],
      theOldKeyAgain: [first.list, await signList(signe.keys, sameCheck)],
      anotherKeySameVersion: [first.list, await signList(signe.keys, sameVersion)],
      tooFar: [first.list, await signList(signe.keys, far)],
      firstByNoReader: [await signList(bo.keys, claimsOf(first))],
      nextByNoReader: [first.list, await signList(bo.keys, claimsOf(second))],
      withoutReaders: [await signList(signe.keys, { ...claimsOf(first), readers: [] })],
      anotherClient: [await signList(signe.keys, { ...claimsOf(first), subject: OTHER })],
      anotherClinic: [await signList(signe.keys, { ...claimsOf(first), clinic: OTHER })],
    }
    const attempts = Object.entries(wrong).map(([name, lists]) => [name, () => verify(...lists)])
    assert.deepEqual(await notRefused(Object.fromEntries(attempts)), [])
    assert.lengthOf(await verify(first.list, second.list, third.list), 3)
    assert.equal(claimsOf(first).circle, id)
  })

  test('a removed reader and the server together cannot bring the reader back', async ({
    assert,
  }) => {
    const { signe, bo, recovery } = people
    const { id, first, verify, last } = await circle(people)
    const raws = new Map([[1, await keyIn(signe, id, first)]])
    const shared = await changeReaders(signe.keys, last, { added: [bo.shown], raws })
    const [, both] = await verify(first.list, shared.list)
    const taken = await renewCircle(signe.keys, both, [signe.shown, recovery.shown])
    const [, , without] = await verify(first.list, shared.list, taken.list)
    const back = await renewCircle(bo.keys, without, [signe.shown, bo.shown, recovery.shown])
    await assert.rejects(() => verify(first.list, shared.list, taken.list, back.list), Tampered)
  })

  test('a card tells of its own key only', async ({ assert }) => {
    const { signe, stranger } = people
    const mixed = await held('signe', {
      ...stranger.keys,
      id: signe.keys.id,
      points: signe.keys.points,
    }).catch((error) => error)
    assert.instanceOf(mixed, Tampered)
  })
})
