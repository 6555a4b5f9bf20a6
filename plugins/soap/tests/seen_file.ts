import { createHash } from 'node:crypto'
import type { ApiClient } from '@japa/api-client'
import { at, type Person } from '#tests/people'
import { bodyOf, type Holder, pin, statusOf, withKey } from '../../keys/tests/keyed.js'
import Attachment from '../models/attachment.js'
import { StoredFile } from '../models/stored_file.js'
import { type Circle, circleOf, shutOut } from './circled.js'
import { fileEnvelope, keptNote, noting, type Noting } from './setting.js'

const AGE = 'age-encryption.org/v1\n'
export const ANEW = `${AGE}encrypted anew`
const PDF = {
  name: 'brev.pdf',
  type: 'application/pdf',
  content: Buffer.from('%PDF-1.7 a letter'),
}

/** Who else reads, by their keys. */
type Reading = (all: Noting) => string[]

/** A file lies beside a final note of Signe's, when somebody sees her key; she has another, and the circle has been renewed. */
export async function aSeenFile(client: ApiClient, others: Reading = () => []) {
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
export function put(
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
