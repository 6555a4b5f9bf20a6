import i18nManager from '@adonisjs/i18n/services/main'
import { clinicSettings } from '#clinics/settings'
import type { DataContract } from '#plugins/data_contract'
import Note from './models/note.js'

/** What the plugin owes a client. What the notes say it cannot tell: the report says who can, and how. */
export const data: DataContract<'soap'> = {
  map: [
    {
      table: 'soap_notes',
      what: 'soap.data.notes',
      purpose: 'soap.data.purpose',
      kept: 'soap.data.kept',
    },
    {
      table: 'soap_envelopes',
      what: 'soap.data.envelopes',
      purpose: 'soap.data.purpose',
      kept: 'soap.data.kept',
    },
    {
      table: 'soap_attachments',
      what: 'soap.data.attachments',
      purpose: 'soap.data.purpose',
      kept: 'soap.data.kept',
    },
    {
      table: 'soap_given_up_files',
      what: 'soap.data.given_up_files',
      purpose: 'soap.data.purpose',
      kept: 'soap.data.kept',
    },
    { table: 'soap_templates', what: 'soap.data.templates', personal: false },
  ],

  async export({ id }) {
    const notes = await Note.query().where('clientId', id).orderBy('createdAt')
    if (!notes.length) return null
    return { howToGetThem: wayToThem(), notes: notes.map(reportOf) }
  },

  async erase({ id }) {
    const notes = await Note.query().where('clientId', id).whereNull('noteId')
    for (const note of notes) await note.destroy()
  },

  /** The envelopes stay as they were sealed, with the other client on them: the browser says so beside each. */
  async merge(from, into) {
    await Note.query().where('clientId', from.id).update({ client_id: into.id })
  },
}

function reportOf(note: Note) {
  return {
    writtenAt: note.createdAt.toISO(),
    author: note.authorName,
    isAddendum: note.noteId !== null,
    signedAt: note.finalisedAt?.toISO() ?? null,
  }
}

function wayToThem() {
  return i18nManager.locale(clinicSettings.read().locale).t('soap.data.way')
}
