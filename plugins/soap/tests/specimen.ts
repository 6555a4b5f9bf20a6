import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '#audit/actor'
import type Client from '#models/client'
import Member from '#models/member'
import { FileUpload } from '../../keys/api.js'
import Attachment from '../models/attachment.js'
import type { Sealed } from '../models/envelope.js'
import Note from '../models/note.js'
import { StoredFile } from '../models/stored_file.js'

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
  const content = 'e30..x.y.z\nage-encryption.org/v1\n'
  const upload = new FileUpload(Readable.from([Buffer.from(content)]))
  const envelope = await upload.envelope()
  const { name: storedAs, size } = await StoredFile.take(upload)
  const lies = { circle: sealed.circle, circleVersion: 1, envelope }
  const told = { noteId: note.id, version: 1, memberId: author.id }
  await Attachment.create({ id: uuidv7(), ...told, ...lies, storedAs, size })
  const digest = 'x'.repeat(43)
  await note.finalise({ ...first, version: 2, digest })
  await note.add({ ...first, id: uuidv7(), digest })
}
