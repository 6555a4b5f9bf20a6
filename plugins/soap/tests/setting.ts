import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { uuidv7 } from 'uuidv7'
import type Client from '#models/client'
import { aClient } from '#tests/clients'
import { at, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { type Circle, circleOf, sealFor, type Sealing } from './circled.js'
import { type Holder, pin, withKey, withRecovery } from '../../keys/tests/keyed.js'
import { sealFile } from '../../keys/browser/crypto/files.ts'
import { FileUpload } from '../../keys/api.js'
import Attachment, { FILE } from '../models/attachment.js'
import Note from '../models/note.js'
import { StoredFile } from '../models/stored_file.js'
import type { NoteBody } from '../browser/notes/body.ts'
import { digestOf } from '../browser/keeping/digest.ts'

export const SECRET = 'Klodshans drømmer om gråspurve'

/** Nordlys with notes: Signe and Ida hold keys and have compared them, the clinic has a recovery key, and there is Clara. */
export async function noting() {
  const all = await people()
  await switchOn(all.nordlys, 'keys', 'soap')
  await switchOn(all.sydhavn, 'keys', 'soap')
  const [signe, ida] = [await withKey(all.signe), await withKey(all.ida)]
  const recovery = await withRecovery(all.ida)
  for (const holder of [signe, ida]) await pin(holder, recovery.keys.id)
  await pin(signe, ida.keys.id)
  await pin(ida, signe.keys.id)
  const clara = await at(all.nordlys, () => aClient())
  const circle = await circleOf(signe, clara.id, [recovery.keys.id])
  return { ...all, signe, ida, recovery, clara, circle }
}

export type Noting = Awaited<ReturnType<typeof noting>>

/** What a note says, written in SOAP. */
export function aBody(plan = SECRET): NoteBody {
  const sections = [{ id: 'plan', kind: 'text' as const, label: 'Plan' }]
  return {
    format: 1,
    title: `About ${plan}`,
    date: '2027-03-01',
    template: { id: 'soap', name: 'SOAP', sections },
    answers: { plan },
    attachments: [],
  }
}

type Made = Partial<Omit<Sealing, 'client'>> & { circle: Circle; client: Client }

/** A note's envelope as a browser seals it, with what is sent beside it. */
export async function sealedNote(by: Holder, { circle, client, ...more }: Made) {
  const made = {
    ...{ type: 'soap-draft', client: client.id, record: uuidv7(), version: 1, body: aBody() },
    ...more,
  }
  const { envelope, signed } = await sealFor(by, circle, made)
  const digest = await digestOf(signed)
  const { record: id, version } = made
  return { id, version, sitting: randomUUID() as string, envelope, digest }
}

/** A note of this holder's, kept as if written in their browser. @returns its id */
export async function keepNote(by: Holder, made: Made & { final?: boolean }): Promise<string> {
  const { client, circle, final: isFinal = false, ...more } = made
  const type = isFinal ? 'soap-note' : 'soap-draft'
  const {
    envelope: text,
    digest,
    ...note
  } = await sealedNote(by, { circle, client, type, ...more })
  const sealed = {
    text,
    circle: circle.id,
    circleVersion: circle.version,
    size: text.length,
    type,
  } as const
  const first = { ...note, client, sealed, author: by.member }
  const actor = { member: by.member, address: null }
  await at(by.clinic, () =>
    Note.begin({ ...first, digest: isFinal ? digest : undefined, by: actor })
  )
  return note.id
}

/** A new draft as the browser posts it. */
export async function aDraft(by: Holder, made: Made) {
  const { id, sitting, envelope } = await sealedNote(by, made)
  return { id, sitting, envelope }
}

export async function envelopeOf(by: Holder, made: Made) {
  const { envelope } = await sealedNote(by, made)
  return envelope
}

type Enclosed = { name: string; type: string; content: Uint8Array<ArrayBuffer> }
type Kept = { final?: boolean; plan?: string; files?: Enclosed[] }

/** A note of Signe's about Clara, for her alone, as if written in her browser. @returns its id */
export async function keptNote(all: Noting, { final, plan, files = [] }: Kept = {}) {
  const { signe, clara: client, circle } = all
  const enclosed = await Promise.all(files.map(sealedFile))
  const attachments = enclosed.map(({ told }) => told)
  const body = { ...aBody(plan), attachments }
  const note = await keepNote(signe, { circle, client, final, body })
  for (const { told, ...sealed } of enclosed)
    await keepFile(signe, { note, circle, client }, { id: told.id, name: told.name, ...sealed })
  return note
}

type SealedFile = { id: string; name: string; identity: string; bytes: Uint8Array }

/** A file beside a note, as if sent by this holder's browser. */
export async function keepFile(
  by: Holder,
  { note: noteId, ...where }: { note: string; circle: Circle; client: Client },
  { bytes, ...file }: SealedFile
) {
  const envelope = await fileEnvelope(by, where, { ...file, version: 1 })
  await at(by.clinic, async () => {
    const upload = new FileUpload(Readable.from([Buffer.from(`${envelope}\n`), Buffer.from(bytes)]))
    const note = await Note.findOrFail(noteId)
    const sent = { envelope: await upload.envelope(), by: { member: by.member, address: null } }
    await Attachment.keep(note, { id: file.id, file: await StoredFile.take(upload), ...sent })
  })
}

/** What opens a file, as a browser seals it. */
export async function fileEnvelope(
  by: Holder,
  { circle, client }: { circle: Circle; client: Client },
  { id, version, name, identity }: Omit<SealedFile, 'bytes'> & { version: number }
) {
  const about = { type: FILE, client: client.id, record: id, version }
  const { envelope } = await sealFor(by, circle, { ...about, body: { format: 1, name, identity } })
  return envelope
}

/** A file as a browser seals it, and what the note says of it. */
export async function sealedFile({ content, ...told }: Enclosed) {
  const { identity, file } = await sealFile(new Blob([content]).stream())
  const bytes = new Uint8Array(await new Response(file).arrayBuffer())
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { told: { ...told, id: uuidv7(), size: content.length, sha256 }, identity, bytes }
}

/** One pixel, with a text beside it as cameras leave them. */
export function aPicture(taken = 'Taken at home') {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64'
  )
  const chunk = Buffer.from(`tEXtLocation\0${taken}`)
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(chunk.length - 4)
  check.writeUInt32BE(crc32(chunk))
  const afterHeader = 33
  return Buffer.concat([
    ...[png.subarray(0, afterHeader), length, chunk, check],
    png.subarray(afterHeader),
  ])
}
