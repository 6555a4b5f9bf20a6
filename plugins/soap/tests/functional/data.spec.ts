import { existsSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { uuidv7 } from 'uuidv7'
import { aClient } from '#tests/clients'
import { at } from '#tests/people'
import { bodyOf } from '../../../keys/tests/keyed.js'
import { data } from '../../data.js'
import Attachment from '../../models/attachment.js'
import Envelope from '../../models/envelope.js'
import Note from '../../models/note.js'
import { aDraft, noting } from '../setting.js'
import specimen from '../specimen.js'

const AGE = 'age-encryption.org/v1\n'

test.group('What notes owe a client', () => {
  test('a report that says that there are notes, when and by whom, and how to get them', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, mads, clara } = await noting()
    const by = { member: signe.member, address: null }
    await at(nordlys, () => specimen(clara, { by }))
    const report = await at(nordlys, () => data.export(clara))
    const { notes } = report as { notes: Record<string, unknown>[] }
    assert.deepEqual(
      notes.map(({ author, isAddendum }) => ({ author, isAddendum })),
      [
        { author: 'Signe Dahl', isAddendum: false },
        { author: 'Signe Dahl', isAddendum: true },
      ]
    )
    const { createdAt, finalisedAt } = await at(nordlys, () =>
      Note.query().whereNull('noteId').firstOrFail()
    )
    assert.containsSubset(notes[0], {
      writtenAt: createdAt.toISO(),
      signedAt: finalisedAt!.toISO(),
    })
    assert.notInclude(JSON.stringify(report), 'e30..')
    const page = await client.get(`/clients/${clara.id}/report`).as(mads)
    assert.include(page.text(), 'How to get what they say')
  })

  test('an erasure that destroys envelopes and files, and a merge that takes them along', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, ida, clara } = await noting()
    const by = { member: signe.member, address: null }
    const paths = await at(nordlys, async () => {
      const bo = await aClient({ firstName: 'Bo', email: 'bo@example.test' })
      await specimen(clara, { by })
      await specimen(bo, { by })
      await data.merge(bo, clara)
      assert.lengthOf(await Note.query().where('clientId', clara.id), 4)
      const files = await Attachment.all()
      return files.map(({ id }) => Attachment.pathOf(id))
    })
    assert.deepEqual(paths.map(existsSync), [true, true])

    const confirmation = 'Clara Østergaard'
    const refused = await client
      .post(`/clients/${clara.id}/deletion`)
      .as(signe)
      .form({ confirmation })
    refused.assertStatus(403)
    await client.post(`/clients/${clara.id}/deletion`).as(ida).form({ confirmation })
    await at(nordlys, async () => {
      assert.lengthOf(await Envelope.all(), 0)
      assert.lengthOf(await Note.all(), 0)
      assert.lengthOf(await Attachment.all(), 0)
    })
    assert.deepEqual(paths.map(existsSync), [false, false])
  })

  test('takes age files for drafts, whole, and nothing else', async ({ client, assert }) => {
    const { nordlys, signe, ida, clara, circle } = await noting()
    const sent = await aDraft(signe, { circle, client: clara })
    await client.post(`/soap/clients/${clara.id}/notes`).as(signe).json(sent)
    const post = async (content: string, person = signe, id = uuidv7()) => {
      const answer = await client
        .post(`/soap/notes/${sent.id}/attachments?id=${id}`)
        .as(person)
        .header('content-type', 'application/octet-stream')
        .setup((request) => void request.request.send(content))
      return answer.status()
    }
    const id = uuidv7()
    assert.equal(await post(`${AGE}and more`, signe, id), 201)
    assert.equal(await post(`${AGE}and more`, signe, id), 409)
    assert.equal(await post('%PDF-1.7 plain'), 422)
    assert.equal(await post('age-encryption.org/v'), 422)
    assert.equal(await post(`${AGE}and more`, ida), 404)

    const path = `/soap/notes/${sent.id}/attachments/${id}`
    const own = await client.get(path).as(signe)
    assert.deepEqual([own.status(), own.header('content-type')], [200, 'application/octet-stream'])
    const other = await client.get(path).as(ida)
    other.assertStatus(404)
    const kept = await at(nordlys, async () => readFileSync(Attachment.pathOf(id), 'utf8'))
    assert.equal(kept, `${AGE}and more`)
    const { attachments } = await bodyOf(client.get(`/soap/notes/${sent.id}/content`).as(signe))
    assert.deepEqual(attachments, [{ id, size: kept.length }])
    await client.delete(`/soap/notes/${sent.id}`).as(signe)
    assert.isFalse(await at(nordlys, async () => existsSync(Attachment.pathOf(id))))
  })
})
