import { existsSync, utimesSync } from 'node:fs'
import { test } from '@japa/runner'
import { uuidv7 } from 'uuidv7'
import AuditEvent from '#models/audit_event'
import Member from '#models/member'
import { at, type Person } from '#tests/people'
import { Visitor } from '#tests/visitor'
import { bodyOf, statusOf } from '../../../keys/tests/keyed.js'
import Attachment from '../../models/attachment.js'
import Envelope from '../../models/envelope.js'
import GivenUpFile from '../../models/given_up_file.js'
import { keptFiles } from '../../models/kept_files.js'
import { ANEW, aSeenFile, put } from '../seen_file.js'

test.group('Giving up a file that does not open', () => {
  test('one that does not open is given up by a reader, who is named, and nothing waits for it any more', async ({
    client,
    assert,
  }) => {
    const all = await aSeenFile(client)
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
    const all = await aSeenFile(client, ({ ida }) => [ida.keys.id])
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
    const { nordlys, signe, id, next } = await aSeenFile(client)
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
})
