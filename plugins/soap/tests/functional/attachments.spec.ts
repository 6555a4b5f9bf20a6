import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { uuidv7 } from 'uuidv7'
import { aClient } from '#tests/clients'
import { at } from '#tests/people'
import { EnvelopeRefused } from '../../../keys/api.js'
import { bodyOf, type Holder } from '../../../keys/tests/keyed.js'
import Attachment from '../../models/attachment.js'
import Note from '../../models/note.js'
import { Discarded, Final } from '../../models/stale.js'
import { StoredFile } from '../../models/stored_file.js'
import { circleOf } from '../circled.js'
import { fileEnvelope, keptNote, noting } from '../setting.js'

const AGE = 'age-encryption.org/v1\n'
const CONTENT = `${AGE}and more`
const LETTER = Buffer.from('%PDF-1.7 a letter')
const LARGEST = 50 * 1024 * 1024 + 20 * 1024

/** A draft of Signe's, and what sends something to lie beside it. */
async function drafted(client: ApiClient) {
  const all = await noting()
  const note = await keptNote(all)
  const file = { name: 'knæ.png', identity: 'AGE-SECRET-KEY-1', version: 1 }
  const envelopeOf = (id: string, by: Holder = all.signe, circle = all.circle, about = all.clara) =>
    fileEnvelope(by, { circle, client: about }, { ...file, id })
  const post = async (content: string | Buffer, id: string = uuidv7(), person = all.signe) => {
    const answer = await client
      .post(`/soap/notes/${note}/attachments?id=${id}`)
      .as(person)
      .header('content-type', 'application/octet-stream')
      .setup((request) => void request.request.send(content))
    return answer.status()
  }
  const stored = () =>
    at(all.nordlys, async () => {
      const [row] = await Attachment.all()
      return StoredFile.pathOf(row?.storedAs ?? 'none')
    })
  return { ...all, note, envelopeOf, post, stored }
}

test.group('Files beside notes', () => {
  test('are taken for drafts, whole, behind their envelope, and handed to readers', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, ida, note, envelopeOf, post, stored } = await drafted(client)
    const id = uuidv7()
    const envelope = await envelopeOf(id)
    assert.equal(await post(`${envelope}\n${CONTENT}`, id), 201)
    assert.equal(await post(`${envelope}\n${CONTENT}`, id), 409)

    const path = `/soap/notes/${note}/attachments/${id}`
    const own = await client.get(path).as(signe)
    assert.deepEqual([own.status(), own.header('content-type')], [200, 'application/octet-stream'])
    assert.equal(own.body().toString(), `${envelope}\n${CONTENT}`)
    const other = await client.get(path).as(ida)
    other.assertStatus(404)
    const file = await stored()
    assert.equal(readFileSync(file, 'utf8'), CONTENT)
    const { attachments } = await bodyOf(client.get(`/soap/notes/${note}/content`).as(signe))
    assert.deepEqual(attachments, [{ id, envelope }])
    const toIda = await bodyOf(client.get(`/soap/notes/${note}/content`).as(ida))
    assert.deepEqual(toIda.attachments, [])
    await client.delete(`/soap/notes/${note}`).as(signe)
    assert.isFalse(existsSync(file))
    assert.lengthOf(await at(nordlys, () => Attachment.all()), 0)
  })

  test('nothing else is taken, and nothing of it stays on the disk', async ({ client, assert }) => {
    const all = await drafted(client)
    const { nordlys, signe, ida, recovery, clara, envelopeOf, post, stored } = all
    const id = uuidv7()
    const envelope = await envelopeOf(id)
    const elsewhere = await at(nordlys, () => aClient({ email: 'bo@example.test' }))
    const [aboutBo, forIda] = [
      await circleOf(signe, elsewhere.id, [recovery.keys.id]),
      await circleOf(signe, clara.id, [recovery.keys.id, ida.keys.id]),
    ]
    const refused = {
      'no envelope': [422, `${CONTENT}`],
      'no line at all': [422, 'x'.repeat(40_000)],
      'another file’s envelope': [422, `${await envelopeOf(uuidv7())}\n${CONTENT}`],
      'another client’s': [422, `${await envelopeOf(id, signe, aboutBo, elsewhere)}\n${CONTENT}`],
      'for other readers than the note': [
        422,
        `${await envelopeOf(id, signe, forIda)}\n${CONTENT}`,
      ],
      'not encrypted': [422, `${envelope}\n%PDF-1.7 plain`],
      'cut off in its first line': [422, `${envelope}\nage-encryption.org/v`],
      'too large': [
        413,
        Buffer.concat([Buffer.from(`${envelope}\n${AGE}`), Buffer.alloc(LARGEST)]),
      ],
    } as const
    for (const [what, [status, content]] of Object.entries(refused))
      assert.equal(await post(content, id), status, what)
    assert.equal(await post(`${envelope}\n${CONTENT}`, id, ida), 404)
    const folder = dirname(await stored())
    assert.deepEqual(existsSync(folder) ? readdirSync(folder) : [], [])
    await at(nordlys, () => Note.query().update({ finalised_at: '2027-01-01T00:00:00.000Z' }))
    assert.equal(await post(`${envelope}\n${CONTENT}`, id), 409)
  })

  test('one that comes while its note gets other readers, or becomes final, is not kept', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, ida, recovery, clara, note, envelopeOf } = await drafted(client)
    const wider = await circleOf(signe, clara.id, [recovery.keys.id, ida.keys.id])
    const begun = await at(nordlys, () => Note.findOrFail(note))
    const arrive = async (circle?: typeof wider) => {
      const id = uuidv7()
      const envelope = await envelopeOf(id, signe, circle)
      const by = { member: signe.member, address: null }
      const file = new StoredFile(uuidv7(), CONTENT.length)
      return at(nordlys, () => begun.attach({ id, file, envelope, by }))
    }
    const change = (to: object) => at(nordlys, () => Note.query().where('id', note).update(to))
    await change({ circle: wider.id })
    await assert.rejects(arrive, EnvelopeRefused)
    assert.lengthOf(await at(nordlys, () => Attachment.all()), 0)
    await arrive(wider)
    await change({ finalised_at: '2027-01-01T00:00:00.000Z' })
    await assert.rejects(() => arrive(wider), Final)
    assert.lengthOf(await at(nordlys, () => Attachment.all()), 1, 'the one for all readers')
  })

  test('get other readers with their note, and what no row tells of is removed', async ({
    client,
    assert,
  }) => {
    const all = await drafted(client)
    const { nordlys, signe, ida, recovery, clara, note, envelopeOf, post, stored } = all
    const id = uuidv7()
    await post(`${await envelopeOf(id)}\n${CONTENT}`, id)
    const circle = await circleOf(signe, clara.id, [recovery.keys.id, ida.keys.id])
    const path = `/soap/notes/${note}/attachments/${id}`
    const put = async (envelope: string, by: Holder) => {
      const answer = await client.put(path).as(by).json({ envelope })
      return answer.status()
    }
    const envelope = await envelopeOf(id, signe, circle)
    assert.equal(await put(envelope, ida), 404)
    assert.equal(await put(await envelopeOf(uuidv7(), signe, circle), signe), 422)
    assert.equal(await put(envelope, signe), 204)
    const shared = await client.get(path).as(ida)
    assert.equal(shared.body().toString(), `${envelope}\n${CONTENT}`)
    await at(nordlys, async () => {
      const kept = await Attachment.findOrFail(id)
      const beside = await Note.findOrFail(note)
      await Attachment.query().where('id', id).update({ id: uuidv7() })
      const by = { member: signe.member, address: null }
      await assert.rejects(() => kept.readdress(beside, { envelope, by }), Discarded)
    })

    const file = await stored()
    await at(nordlys, () => Attachment.tidy(Date.now() + 1000))
    assert.isTrue(existsSync(file))
    await at(nordlys, async () => {
      await Attachment.query().delete()
      await Attachment.tidy(Date.now() - 60_000)
    })
    assert.isTrue(existsSync(file), 'it may have come a moment ago')
    utimesSync(file, 0, 0)
    await at(nordlys, () => Attachment.tidy(Date.now() - 60_000))
    assert.isFalse(existsSync(file))
  })

  test('a refusal takes it off the disk again, another fault does not: its row may be there', async ({
    client,
    assert,
  }) => {
    const all = await drafted(client)
    await keptNote(all, { files: [{ name: 'brev.pdf', type: 'application/pdf', content: LETTER }] })
    await at(all.nordlys, async () => {
      const { storedAs, size } = await Attachment.firstOrFail()
      const file = new StoredFile(storedAs, size)
      const failing = (fault: Error) => () => file.orRemoved(() => Promise.reject(fault))
      await assert.rejects(failing(new Error('SQLITE_IOERR')), 'SQLITE_IOERR')
      assert.isTrue(existsSync(StoredFile.pathOf(storedAs)))
      await assert.rejects(failing(new EnvelopeRefused('stale')), EnvelopeRefused)
      assert.isFalse(existsSync(StoredFile.pathOf(storedAs)))
    })
  })
})
