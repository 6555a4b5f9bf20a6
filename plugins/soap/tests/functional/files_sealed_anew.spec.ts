import { existsSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import { test } from '@japa/runner'
import { uuidv7 } from 'uuidv7'
import AuditEvent from '#models/audit_event'
import { aClient } from '#tests/clients'
import { at } from '#tests/people'
import { type Holder, pin, statusOf } from '../../../keys/tests/keyed.js'
import Attachment from '../../models/attachment.js'
import Envelope from '../../models/envelope.js'
import { keptFiles } from '../../models/kept_files.js'
import { circleOf } from '../circled.js'
import { ANEW, aSeenFile, put } from '../seen_file.js'

const LARGEST = 50 * 1024 * 1024 + 20 * 1024

test.group('Encrypting files anew that somebody may open', () => {
  test('a reader is handed each, and the old one goes after the new one is there', async ({
    client,
    assert,
  }) => {
    const all = await aSeenFile(client)
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
    const { nordlys, signe, ida, freja, recovery, circle, id, next, onDisk } =
      await aSeenFile(client)
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

  test('it gets no other readers before, and says when it is gone from the disk', async ({
    client,
    assert,
  }) => {
    const all = await aSeenFile(client)
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
