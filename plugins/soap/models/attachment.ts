import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterCommit, currentClinic } from '#clinics/clinic_in_hand'
import { clinicFolder } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { record } from '#audit/audit_log'
import type { Actor } from '#audit/actor'
import { SoapAttachmentSchema } from '../schema.js'

const ENDING = '.age'

/** A file beside a note, encrypted before it came (age-encryption.org/v1). Its name and its key are inside the note. */
export default class Attachment extends SoapAttachmentSchema {
  static table = 'soap_attachments'

  /** Keeps a file that lies at its path already. */
  static async keep(
    note: { id: string; clientId: string },
    { id, size, by }: { id: string; size: number; by: Actor }
  ) {
    return transaction(async () => {
      const attachment = await this.create({ id, noteId: note.id, size, memberId: by.member!.id })
      const subject = { type: 'client', id: note.clientId }
      const details = { note: note.id, attachment: id, bytes: size }
      await record({ action: 'soap.attached', by, subject, details })
      return attachment
    })
  }

  /** Where the file of this id lies, in the clinic in hand. */
  static pathOf(id: string) {
    return join(filesFolder(), id + ENDING)
  }

  static async openFolder() {
    await mkdir(filesFolder(), { recursive: true, mode: 0o700 })
  }

  /** Removes files that no row tells of: an upload that broke off, or a crash between the row and the file. */
  static async tidy(before: number) {
    const names = await readdir(filesFolder()).catch(() => [])
    for (const name of names) {
      const path = join(filesFolder(), name)
      const { mtimeMs } = await stat(path)
      const isKnown = await this.find(name.slice(0, -ENDING.length))
      if (!isKnown && mtimeMs < before) await rm(path, { force: true })
    }
  }

  read() {
    return createReadStream(Attachment.pathOf(this.id))
  }

  /** The row now, the file once that is on disk: the other way round a rollback would leave a row without a file. */
  async destroy() {
    const path = Attachment.pathOf(this.id)
    await this.delete()
    await afterCommit(() => rm(path, { force: true }))
  }
}

function filesFolder() {
  return join(clinicFolder(currentClinic().id), 'files', 'soap')
}
