import { DateTime } from 'luxon'
import { hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { SERVER } from '#audit/actor'
import { record } from '#audit/audit_log'
import { recordRead } from '#audit/read_trail'
import { transaction } from '#clinics/transaction'
import type Client from '#models/client'
import type Member from '#models/member'
import { EnvelopeRefused } from '../../keys/api.js'
import { SoapNoteSchema } from '../schema.js'
import Attachment, { type Attaching } from './attachment.js'
import Envelope, { type Sealed, type Version } from './envelope.js'
import GivenUpFile from './given_up_file.js'
import { Final, Stale } from './stale.js'

type Beginning = {
  id: string
  client: Client
  author: Member
  appointmentId?: string | null
  sitting: string
  sealed: Sealed
  /** A note that comes in final: an addendum, or an old note from elsewhere. */
  digest?: string
  by: Actor
  /** When it was written, if not now: in the demo. */
  at?: DateTime
}

/** One note about a client, or an addendum to one. What it says is in its envelopes. */
export default class Note extends SoapNoteSchema {
  static table = 'soap_notes'

  declare finalisedBy: 'author' | 'schedule' | null

  @hasMany(() => Envelope)
  declare envelopes: HasMany<typeof Envelope>

  @hasMany(() => Attachment)
  declare attachments: HasMany<typeof Attachment>

  @hasMany(() => GivenUpFile)
  declare givenUpFiles: HasMany<typeof GivenUpFile>

  /** Whoever writes a draft, it is its author. */
  static async ofAuthor(id: string, { id: authorId }: Member) {
    return this.query().where({ id, authorId }).firstOrFail()
  }

  /** Who changes the readers of a note: its author, and of what others added to it, the author of the note too. */
  static async addressedBy(id: string, author: Member) {
    const own = this.query().select('id').where('authorId', author.id)
    return this.query()
      .where('id', id)
      .where((query) => query.where('authorId', author.id).orWhereIn('noteId', own))
      .firstOrFail()
  }

  /** @throws Stale when there is a note of this id already: its first version was sent before */
  static async mustBeNew(id: string) {
    const known = await this.find(id)
    if (known) throw new Stale(known.version)
  }

  /** Keeps the first version of a note. */
  static async begin({ id, client, author, appointmentId = null, ...first }: Beginning) {
    const { sitting, sealed, digest, by } = first
    const at: DateTime = first.at ?? DateTime.utc()
    return transaction(async () => {
      const note = await this.create({
        ...{ id, clientId: client.id, appointmentId, authorId: author.id, version: 1 },
        authorName: author.name,
        circle: sealed.circle,
        createdAt: at,
        writtenAt: at,
      })
      await Envelope.keep(id, { version: 1, sitting, sealed, author })
      await note.tell('soap.begun', by)
      if (digest) await note.close('author', digest, by, at)
      return note
    })
  }

  /** What was said about this note afterwards. It is signed as it is written, and there is no draft of it. */
  async add({ id, author, sitting, sealed, digest, by }: Omit<Beginning, 'client'>) {
    return transaction(async () => {
      await this.refresh()
      this.expectReaders(sealed)
      const { clientId } = this
      const addendum = await Note.create({
        ...{ id, clientId, noteId: this.id, authorId: author.id, version: 1 },
        authorName: author.name,
        circle: sealed.circle,
        writtenAt: DateTime.utc(),
      })
      await Envelope.keep(id, { version: 1, sitting, sealed, author })
      await addendum.merge({ finalisedAt: DateTime.utc(), finalisedBy: 'author', digest }).save()
      await this.tell('soap.amended', by, { addendum: id, sha256: digest })
      return addendum
    })
  }

  /**
   * Lays a file beside it. While that came the note may have got other readers, or become final: it goes by what is now.
   *
   * @throws Final
   * @throws EnvelopeRefused when it is not for the readers of the note
   */
  async attach(attaching: Attaching) {
    return transaction(async () => {
      const note = await Note.findOrFail(this.id)
      if (note.isFinal) throw new Final()
      return Attachment.keep(note, attaching)
    })
  }

  /** Writes down, before anything is handed out, that somebody asks for what the note says or said, or for a file beside it. */
  readBy(by: Actor) {
    const subject = { type: 'client', id: this.clientId }
    return recordRead({ action: 'soap.read', by, subject, details: { note: this.id } })
  }

  get isFinal() {
    return this.finalisedAt !== null
  }

  /** Whether this very version came before: its answer was lost on the way, or two pages sent what one of them left. */
  async has(version: number, envelope: string) {
    const kept = await Envelope.query().where({ noteId: this.id, version, envelope }).first()
    return kept !== null
  }

  /**
   * Looks before the envelope is: of the wrong version it would be no envelope of this note at all.
   *
   * @throws Stale
   * @throws Final
   */
  expect(version: number) {
    if (this.isFinal) throw new Final()
    if (version !== this.version + 1) throw new Stale(this.version)
  }

  /**
   * Keeps the next version.
   *
   * @throws Stale when it is not the next one
   * @throws Final
   * @throws EnvelopeRefused `stale` when it is not for the readers of the note
   */
  async write(next: Version & { author: Member; by: Actor }) {
    await transaction(async () => {
      const isNewSitting = await this.take(next)
      if (isNewSitting) await this.tell('soap.written', next.by, { version: next.version })
    })
  }

  /** The author signs: what is in this envelope stays, and nothing comes after it but addenda. */
  async finalise({ digest, ...next }: Version & { author: Member; digest: string; by: Actor }) {
    await transaction(async () => {
      await this.take(next)
      await this.close('author', digest, next.by)
    })
  }

  /** Nobody signed in time: the draft stays as it is, unsigned, and so it is shown. */
  async finaliseUnsigned() {
    await transaction(async () => {
      await this.refresh()
      if (!this.isFinal) await this.close('schedule', null, SERVER)
    })
  }

  /** The same words for other readers: one of its versions, sealed anew by somebody who can read it. */
  async readdress(envelope: Envelope, sealed: Sealed, { by }: { by: Actor }) {
    const { circle } = sealed
    await transaction(async () => {
      await envelope.reseal(sealed)
      await this.refresh()
      if (envelope.version !== this.version) return
      this.circle = circle
      await this.save()
      await this.tell('soap.readdressed', by, { circle })
    })
  }

  /** Throws a draft away. */
  async discard({ by }: { by: Actor }) {
    await transaction(async () => {
      await this.refresh()
      if (this.isFinal) throw new Final()
      await this.tell('soap.discarded', by, { versions: this.version })
      await this.destroy()
    })
  }

  /** Destroys the note with all versions, addenda and files. For an erasure and for drafts. */
  async destroy() {
    const addenda = await Note.query().where('noteId', this.id)
    for (const note of [...addenda, this]) {
      for (const file of await note.related('attachments').query()) await file.destroy()
      await note.related('envelopes').query().delete()
      await note.delete()
    }
  }

  private async take({ author, by, ...next }: Version & { author: Member; by: Actor }) {
    await this.refresh()
    this.expect(next.version)
    const { sitting, sealed, version } = next
    this.expectReaders(sealed)
    const sat = await Envelope.query().where({ noteId: this.id, sitting }).first()
    await Envelope.keep(this.id, { ...next, author })
    this.version = version
    this.writtenAt = DateTime.utc()
    await this.save()
    return sat === null
  }

  /** Its readers change by what its author says, never by where a page that knows nothing of it writes on. */
  private expectReaders({ circle }: Sealed) {
    if (circle !== this.circle) throw new EnvelopeRefused('stale')
  }

  private async close(
    how: 'author' | 'schedule',
    digest: string | null,
    by: Actor,
    at: DateTime = DateTime.utc()
  ) {
    this.finalisedAt = at
    this.finalisedBy = how
    this.digest = digest
    await this.save()
    await this.tell('soap.finalised', by, { how, sha256: digest, version: this.version })
  }

  private async tell(action: string, by: Actor, details: Record<string, unknown> = {}) {
    const subject = { type: 'client', id: this.clientId }
    await record({ action, by, subject, details: { note: this.id, ...details } })
  }
}
