import { afterCommit } from '#clinics/clinic_in_hand'
import type { FileKeeper, KeptFile } from '../../keys/api.js'
import Attachment, { FILE } from './attachment.js'
import { perCircle } from './kept.js'
import { StoredFile } from './stored_file.js'

/** The files beside notes, for the plugin of the keys. */
export const keptFiles: FileKeeper = {
  destroying: 'soap.write',
  oldest: (circles) => perCircle('soap_attachments', 'min(circle_version)', circles),

  async under(versions) {
    const older = `exists (select 1 from json_each(?) as seen
      where seen.key = soap_attachments.circle and seen.value >= soap_attachments.circle_version)`
    const seen = JSON.stringify(Object.fromEntries(versions))
    const found = await attachments().whereRaw(older, [seen]).orderBy('soap_attachments.id')
    return found.map((row) => new FileBesideNote(row))
  },

  async find(id) {
    const row = await attachments().where('soap_attachments.id', id).first()
    return row && new FileBesideNote(row)
  },

  store: (upload) => StoredFile.take(upload),
  discard: ({ name }) => StoredFile.remove(name),
}

function attachments() {
  return Attachment.query()
    .join('soap_notes', 'soap_notes.id', 'soap_attachments.note_id')
    .select('soap_attachments.*', 'soap_notes.client_id as client')
}

class FileBesideNote implements KeptFile {
  constructor(private row: Attachment) {}

  get id() {
    return this.row.id
  }

  get circle() {
    return this.row.circle
  }

  get circleVersion() {
    return this.row.circleVersion
  }

  get envelope() {
    return this.row.envelope
  }

  get size() {
    return this.row.size
  }

  get about() {
    const { id, version, $extras } = this.row
    return { type: FILE, client: $extras.client as string, record: id, version }
  }

  get place() {
    return `/soap/notes/${this.row.noteId}`
  }

  read() {
    return this.row.read()
  }

  async replace({ envelope, circleVersion, file }: Parameters<KeptFile['replace']>[0]) {
    const { version, storedAs } = this.row
    const now = await Attachment.find(this.row.id)
    if (now?.version !== version) return false
    const anew = { envelope, circleVersion, storedAs: file.name, size: file.size }
    await now.merge({ ...anew, version: version + 1 }).save()
    await afterCommit(() => StoredFile.leave(storedAs))
    return true
  }

  giveUp(actor: Parameters<KeptFile['giveUp']>[0]) {
    return this.row.giveUp(this.about.client, actor)
  }
}
