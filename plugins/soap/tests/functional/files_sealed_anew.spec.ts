import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { uuidv7 } from 'uuidv7'
import AuditEvent from '#models/audit_event'
import Member from '#models/member'
import { aClient } from '#tests/clients'
import { at, type Person } from '#tests/people'
import { Visitor } from '#tests/visitor'
import { bodyOf, type Holder, pin, statusOf, withKey } from '../../../keys/tests/keyed.js'
import Attachment from '../../models/attachment.js'
import Envelope from '../../models/envelope.js'
import GivenUpFile from '../../models/given_up_file.js'
import { keptFiles } from '../../models/kept_files.js'
import { StoredFile } from '../../models/stored_file.js'
import { type Circle, circleOf, shutOut } from '../circled.js'
import { fileEnvelope, keptNote, noting, type Noting } from '../setting.js'

const AGE = 'age-encryption.org/v1\n'
const ANEW = `${AGE}encrypted anew`
const LARGEST = 50 * 1024 * 1024 + 20 * 1024
const PDF = { name: 'brev.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 a letter') }

/** Who else reads, by their keys. */
type Reading = (all: Noting) => string[]

/** A file lies beside a final note of Signe's, when somebody sees her key; she has another, and the circle has been renewed. */
async function seen(client: ApiClient, others: Reading = () => []) {
  const all = await noting()
  const readers = [all.recovery.keys.id, ...others(all)]
  if (readers.length > 1) all.circle = await circleOf(all.signe, all.clara.id, readers)
  const { nordlys, signe: before, clara, circle, recovery } = all
  const note = await keptNote(all, { final: true, files: [PDF] })
  const [{ id }] = await at(nordlys, () => Attachment.all())
  const signe = await withKey(before, 'suspicion')
  await pin(signe, recovery.keys.id)
  const list = async (person: Person) => {
    const { files } = await bodyOf(client.get('/keys/files').as(person))
    return files.map((file: { id: string }) => file.id)
  }
  const notYet = await list(signe)
  for (const reader of readers.slice(1)) await pin(signe, reader)
  const renewed = await shutOut(before, signe, circle, readers)
  const next = (version = 2, where: Circle = renewed, about = clara, file = id) =>
    fileEnvelope(
      signe,
      { circle: where, client: about },
      { id: file, version, name: 'brev.pdf', identity: 'AGE-SECRET-KEY-2' }
    )
  const onDisk = () =>
    at(nordlys, async () => {
      const { storedAs } = await Attachment.findOrFail(id)
      return StoredFile.pathOf(storedAs)
    })
  return { ...all, before, signe, renewed, note, id, list, notYet, next, onDisk }
}

/** Sends this in place of a file, and says what it is. */
function put(
  client: ApiClient,
  id: string,
  person: Holder,
  content: string | Buffer,
  said?: string
) {
  const digest = createHash('sha256').update(content).digest('base64')
  const request = client
    .put(`/keys/files/${id}`)
    .as(person)
    .header('content-type', 'application/octet-stream')
    .header('content-digest', said ?? `sha-256=:${digest}:`)
  return statusOf(request.setup((sending) => void sending.request.send(content)))
}

test.group('Encrypting files anew that somebody may open', () => {
  test('a reader is handed each, and the old one goes after the new one is there', async ({
    client,
    assert,
  }) => {
    const all = await seen(client)
    const { nordlys, before, signe, ida, freja, note, id, list, notYet, next, onDisk } = all
    assert.deepEqual([notYet, await list(signe), await list(ida)], [[], [id], []])
    const path = `/keys/files/${id}`
    const old = await onDisk()
    utimesSync(old, 0, 0)
    const handed = await client.get(path).as(signe)
    const [{ envelope: kept }] = await at(nordlys, () => Attachment.all())
    assert.isTrue(
      handed.body().equals(Buffer.concat([Buffer.from(`${kept}\n`), readFileSync(old)]))
    )
    for (const stranger of [ida, freja])
      assert.equal(await statusOf(client.get(path).as(stranger).accept('json')), 404)
    const [fetched, ...more] = await at(nordlys, () =>
      AuditEvent.query().where('action', 'keys.file_fetched')
    )
    assert.containsSubset(fetched.details, { client: all.clara.id, file: id })
    assert.deepEqual(
      [fetched.memberId, more],
      [signe.member.id, []],
      'whoever got it, and no other'
    )

    await at(nordlys, () => Envelope.query().delete())
    const retire = () =>
      statusOf(client.post(`/keys/keys/${before.keys.id}/retirement`).as(signe).json({}))
    assert.equal(await retire(), 422, 'a file still lies under what it opened')
    const envelope = await next()
    assert.equal(await put(client, id, signe, `${envelope}\n${ANEW}`), 204)
    const tidy = () => at(nordlys, () => Attachment.tidy(Date.now() - 60_000))
    await tidy()
    assert.isTrue(existsSync(old), 'a backup may have begun that still tells of it')
    utimesSync(old, 0, 0)
    await tidy()
    assert.isFalse(existsSync(old), 'nothing is left of what the old key opens')
    assert.equal(readFileSync(await onDisk(), 'utf8'), ANEW)
    const row = await at(nordlys, () => Attachment.findOrFail(id))
    assert.containsSubset(row.$attributes, { version: 2, circleVersion: 2, size: ANEW.length })
    const read = await client.get(`/soap/notes/${note}/attachments/${id}`).as(signe)
    assert.equal(read.body().toString(), `${envelope}\n${ANEW}`)
    assert.deepEqual(await list(signe), [])
    assert.equal(
      await statusOf(client.get(path).as(signe).accept('json')),
      404,
      'it is no longer due'
    )
    assert.equal(await put(client, id, signe, `${await next(3)}\n${ANEW}`), 404)
    assert.equal(await retire(), 201)
    const event = await at(nordlys, () =>
      AuditEvent.findByOrFail('action', 'keys.file_sealed_anew')
    )
    assert.containsSubset(event.details, { client: all.clara.id, file: id })
  })

  test('whatever is not the same file under the newest key is refused, and the old one stays', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, ida, freja, recovery, circle, id, next, onDisk } = await seen(client)
    const old = await onDisk()
    const bytes = readFileSync(old)
    const elsewhere = await at(nordlys, () => aClient({ email: 'bo@example.test' }))
    const other = await circleOf(signe, elsewhere.id, [recovery.keys.id])
    const right = `${await next()}\n${ANEW}`
    const tooLarge = Buffer.concat([Buffer.from(right), Buffer.alloc(LARGEST)])
    const refused = {
      'the version that is there': [409, `${await next(1)}\n${ANEW}`],
      'a version that is not the next': [409, `${await next(3)}\n${ANEW}`],
      'under the record key that was seen': [409, `${await next(2, circle)}\n${ANEW}`],
      'of another client': [422, `${await next(2, other, elsewhere)}\n${ANEW}`],
      'of another file': [422, `${await next(2, undefined, undefined, uuidv7())}\n${ANEW}`],
      'no envelope': [422, ANEW],
      'nonsense': [422, 'x'.repeat(40_000)],
      'not encrypted': [422, `${await next()}\n%PDF-1.7 plain`],
      'too large': [413, tooLarge],
    } as const
    for (const [what, [status, content]] of Object.entries(refused))
      assert.equal(await put(client, id, signe, content), status, what)
    for (const said of ['', 'sha-256=:nonsense:', `sha-256=:${'A'.repeat(43)}=:`])
      assert.equal(await put(client, id, signe, right, said), 422, 'not what was said to come')
    for (const stranger of [ida, freja])
      assert.equal(await put(client, id, stranger as Holder, right), 404)
    assert.equal(await put(client, uuidv7(), signe, right), 404)
    assert.isTrue(readFileSync(old).equals(bytes))
    assert.lengthOf(readdirSync(dirname(old)), 1, 'nothing else is left on the disk')
    assert.equal(await put(client, id, signe, right), 204)
  })

  test('one that does not open is given up by a reader, who is named, and nothing waits for it any more', async ({
    client,
    assert,
  }) => {
    const all = await seen(client)
    const { nordlys, before, signe, ida, freja, clara, note, id, next, onDisk } = all
    const giveUp = (person: Person, file = id, version = '?version=1') =>
      statusOf(client.delete(`/keys/files/${file}${version}`).as(person).accept('json'))
    for (const stranger of [ida, freja]) assert.equal(await giveUp(stranger), 404)
    assert.equal(await giveUp(signe, uuidv7()), 404)
    for (const another of ['', '?version=0', '?version=2'])
      assert.equal(await giveUp(signe, id, another), 409, 'not what was found damaged')
    const unproved = await Visitor.as(client, signe, { proved_at: 0 }).delete(`/keys/files/${id}`)
    assert.match(unproved.header('location')!, /^\/identity/)
    const path = await onDisk()
    assert.isTrue(existsSync(path))
    const found = await at(nordlys, () => keptFiles.find(id))
    await at(nordlys, () => Envelope.query().delete())
    assert.equal(await giveUp(signe), 204)

    const tidy = () => at(nordlys, () => Attachment.tidy(Date.now() - 60_000))
    await tidy()
    assert.isTrue(existsSync(path), 'a backup that has begun may need it')
    utimesSync(path, 0, 0)
    await tidy()
    assert.isFalse(existsSync(path))
    const retire = () =>
      statusOf(client.post(`/keys/keys/${before.keys.id}/retirement`).as(signe).json({}))
    assert.equal(await retire(), 201, 'nothing lies under it any more')
    await at(nordlys, async () => {
      const by = { member: signe.member, address: null }
      assert.isFalse(await found!.giveUp({ by }), 'somebody was faster')
      const [row, ...more] = await GivenUpFile.all()
      assert.containsSubset(row.$attributes, { id, noteId: note, memberName: 'Signe Dahl' })
      assert.isEmpty(more)
      const event = await AuditEvent.findByOrFail('action', 'soap.file_given_up')
      assert.containsSubset(event.details, { note, attachment: id })
      assert.equal(event.subjectId, clara.id)
    })
    const page = await client.get(`/soap/notes/${note}`).as(signe)
    assert.include(page.text(), `"givenUp":[{"id":"${id}","by":"Signe Dahl"`)
    assert.equal(await put(client, id, signe, `${await next()}\n${ANEW}`), 404)
  })

  test('any reader gives it up who may write notes; once, however many come at the same time', async ({
    client,
    assert,
  }) => {
    const all = await seen(client, ({ ida }) => [ida.keys.id])
    const { nordlys, signe, ida, id, next } = all
    const giveUp = (person: Person) =>
      statusOf(client.delete(`/keys/files/${id}?version=1`).as(person).accept('json'))
    const become = (role: string) =>
      at(nordlys, async () => {
        const member = await Member.findOrFail(ida.member.id)
        await member.merge({ role }).save()
      })
    const offered = async () => {
      const { files } = await bodyOf(client.get('/keys/files').as(ida))
      return files.map(({ mayGiveUp }: { mayGiveUp: boolean }) => mayGiveUp)
    }
    await become('administrator')
    assert.deepEqual(await offered(), [false])
    assert.equal(await giveUp(ida), 403)
    await become('practitioner')
    assert.deepEqual(await offered(), [true])
    const content = `${await next()}\n${ANEW}`
    const [sent, gone, again] = await Promise.all([
      put(client, id, signe, content),
      giveUp(ida),
      giveUp(ida),
    ])
    assert.lengthOf(
      [sent, gone, again].filter((status) => status === 204),
      1
    )
    await at(nordlys, async () => {
      const [isThere, isGivenUp] = [await Attachment.all(), await GivenUpFile.all()]
      assert.deepEqual([isThere.length, isGivenUp.length], sent === 204 ? [1, 0] : [0, 1])
    })
  })

  test('one that was encrypted anew meanwhile, or that nobody saw, is not given up', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, id, next } = await seen(client)
    const found = await at(nordlys, () => keptFiles.find(id))
    assert.equal(await put(client, id, signe, `${await next()}\n${ANEW}`), 204)
    const by = { member: signe.member, address: null }
    assert.isFalse(await at(nordlys, () => found!.giveUp({ by })))
    const request = client.delete(`/keys/files/${id}?version=1`).as(signe).accept('json')
    assert.equal(await statusOf(request), 404)
    await at(nordlys, async () => {
      assert.lengthOf(await Attachment.all(), 1)
      assert.isEmpty(await GivenUpFile.all())
    })
  })

  test('it gets no other readers before, and says when it is gone from the disk', async ({
    client,
    assert,
  }) => {
    const all = await seen(client)
    const { nordlys, signe, ida, recovery, clara, note, id, next, onDisk } = all
    await pin(signe, ida.keys.id)
    const wider = await circleOf(signe, clara.id, [recovery.keys.id, ida.keys.id])
    const envelope = await next(1, wider)
    const share = await client
      .put(`/soap/notes/${note}/attachments/${id}`)
      .as(signe)
      .json({ envelope })
    assert.deepEqual([share.status(), share.body()], [409, { error: 'exposed' }])
    rmSync(await onDisk())
    assert.equal(await statusOf(client.get(`/keys/files/${id}`).as(signe).accept('json')), 410)
    await at(nordlys, async () => {
      const file = await keptFiles.find(id)
      await Attachment.query().delete()
      assert.isNull(await file!.read(), 'it was discarded meanwhile')
      const stored = { name: uuidv7(), size: 1 }
      assert.isFalse(await file!.replace({ envelope: '', circleVersion: 2, file: stored }))
    })
  })
})
