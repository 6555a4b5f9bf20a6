import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '#audit/actor'
import type Client from '#models/client'
import Member from '#models/member'
import Attachment from '../models/attachment.js'
import type { Sealed } from '../models/envelope.js'
import Note from '../models/note.js'

/** A final note with an addendum and a file. */
export default async function specimen(client: Client, { by }: { by: Actor }) {
  const sealed: Sealed = {
    text: 'e30..x.y.z',
    circle: uuidv7(),
    circleVersion: 1,
    size: 10,
    type: 'soap-draft',
  }
  const author = await Member.findOrFail(by.member!.id)
  const first = { client, author, sealed, by, sitting: randomUUID() as string }
  const note = await Note.begin({ ...first, id: uuidv7() })
  await Attachment.openFolder()
  const file = uuidv7()
  await writeFile(Attachment.pathOf(file), 'age-encryption.org/v1\n')
  await Attachment.keep(note, { id: file, size: 22, by })
  const digest = 'x'.repeat(43)
  await note.finalise({ ...first, version: 2, digest })
  await note.add({ ...first, id: uuidv7(), digest })
}
