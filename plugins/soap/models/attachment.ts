import { Readable } from 'node:stream'
import { afterCommit } from '#clinics/clinic_in_hand'
import { transaction } from '#clinics/transaction'
import { record } from '#audit/audit_log'
import type { Actor } from '#audit/actor'
import { checkEnvelope, EnvelopeRefused, isExposed } from '../../keys/api.js'
import { SoapAttachmentSchema } from '../schema.js'
import GivenUpFile from './given_up_file.js'
import { Discarded, Exposed } from './stale.js'
import { StoredFile } from './stored_file.js'

/** What is in the envelope of a file; sealed into it, as with notes. */
export const FILE = 'soap-file'

/** What of a note its files go by. No model: the model has files. */
type Beside = { id: string; clientId: string; circle: string }

type Sent = { envelope: string; by: Actor }

export type Attaching = Sent & { id: string; file: StoredFile }

/**
 * A file beside a note, encrypted before it came (age-encryption.org/v1). Its name and its digest are inside the note; what
 * opens it lies in an envelope of its own, so that it can be encrypted anew without another signature under the note.
 */
export default class Attachment extends SoapAttachmentSchema {
  static table = 'soap_attachments'

  /** @throws EnvelopeRefused when what came is no envelope of a new file beside this note */
  static async check(note: Beside, id: string, { envelope, by }: Sent) {
    const expected = { type: FILE, client: note.clientId, record: id, version: 1, by: by.member! }
    const checked = await checkEnvelope(envelope, expected)
    // Who reads the one reads the other.
    if (checked.circle !== note.circle) throw new EnvelopeRefused('another_record')
    return checked
  }

  /** @throws EnvelopeRefused when the circle got another record key while the file came */
  static async keep(note: Beside, { id, file, ...sent }: Attaching) {
    return transaction(async () => {
      const { circle, circleVersion } = await this.check(note, id, sent)
      const { envelope, by } = sent
      const attachment = await this.create({
        ...{ id, noteId: note.id, version: 1, circle, circleVersion, envelope },
        ...{ storedAs: file.name, size: file.size, memberId: by.member!.id },
      })
      const subject = { type: 'client', id: note.clientId }
      const details = { note: note.id, attachment: id, bytes: file.size }
      await record({ action: 'soap.attached', by, subject, details })
      return attachment
    })
  }

  /** Removes files that no row tells of: an upload that broke off, or a crash between the row and the file. */
  static async tidy(before: number) {
    for await (const name of StoredFile.before(before))
      if (!(await this.findBy('storedAs', name))) await StoredFile.remove(name)
  }

  /**
   * Its envelope and the age file that it opens, as they belong together.
   *
   * @returns null when it is gone from the disk
   */
  async read(): Promise<{ size: number; content: Readable } | null> {
    const handle = (await StoredFile.open(this.storedAs)) ?? (await this.readAgain())
    if (!handle) return null
    const head = Buffer.from(`${this.envelope}\n`)
    // As it lies there: what was cut is to arrive as cut, not as a connection that broke.
    const { size } = await handle.stat()
    const content = async function* () {
      try {
        yield head
        yield* handle.createReadStream({ autoClose: false })
      } finally {
        await handle.close()
      }
    }
    return { size: head.length + size, content: Readable.from(content()) }
  }

  /**
   * The same for other readers, with the same key. What somebody may know the key of is encrypted anew first.
   *
   * @throws Exposed
   * @throws Discarded
   * @throws EnvelopeRefused
   */
  async readdress(note: Beside, { envelope, by }: Sent) {
    await transaction(async () => {
      const now = await Attachment.find(this.id)
      if (!now) throw new Discarded()
      if (await isExposed(now)) throw new Exposed()
      const about = { type: FILE, client: note.clientId, record: now.id, version: now.version }
      const { circle, circleVersion } = await checkEnvelope(envelope, { ...about, by: by.member! })
      await now.merge({ circle, circleVersion, envelope }).save()
    })
  }

  /**
   * It does not open any more, and nobody waits for it any longer: what is left is who said so, and when.
   *
   * @param client about whom its note is
   * @returns false when somebody encrypted it anew, so that it does open, or it is not there any more
   */
  async giveUp(client: string, { by }: { by: Actor }): Promise<boolean> {
    const { id, noteId, size, version } = this
    const { id: memberId, name: memberName } = by.member!
    return transaction(async () => {
      const now = await Attachment.find(id)
      if (now?.version !== version) return false
      await GivenUpFile.create({ id, noteId, memberId, memberName })
      await now.delete()
      // A backup that has begun may still need what can be brought back of it.
      await afterCommit(() => StoredFile.leave(now.storedAs))
      const details = { note: noteId, attachment: id, bytes: size }
      await record({
        ...{ action: 'soap.file_given_up', by, details },
        subject: { type: 'client', id: client },
      })
      return true
    })
  }

  /** The row now, the file once that is on disk: the other way round a rollback would leave a row without a file. */
  async destroy() {
    const { storedAs } = this
    await this.delete()
    await afterCommit(() => StoredFile.remove(storedAs))
  }

  /** Somebody encrypted it anew, perhaps, since this row was read. */
  private async readAgain() {
    const now = await Attachment.find(this.id)
    if (!now) return null
    this.envelope = now.envelope
    this.storedAs = now.storedAs
    return StoredFile.open(this.storedAs)
  }
}
