import { existsSync } from 'node:fs'
import { test } from '@japa/runner'
import { aClient } from '#tests/clients'
import { at } from '#tests/people'
import { data } from '../../data.js'
import Attachment from '../../models/attachment.js'
import Envelope from '../../models/envelope.js'
import Note from '../../models/note.js'
import { StoredFile } from '../../models/stored_file.js'
import { noting } from '../setting.js'
import specimen from '../specimen.js'

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
      return files.map(({ storedAs }) => StoredFile.pathOf(storedAs))
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
})
