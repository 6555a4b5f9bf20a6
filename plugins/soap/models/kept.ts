import { clinicClient } from '#clinics/database'
import { type Keeper, OF_THE_CLINIC } from '../../keys/api.js'
import Envelope from './envelope.js'
import Template from './template.js'

/** Every version of every note, for the plugin of the keys: it sees to it that they stay encrypted for their readers. */
export const keptNotes: Keeper = {
  permissions: ['soap.read', 'soap.write'],
  // Addenda are no notes of their own.
  counts: () => perCircle('soap_notes', 'count(*) - count(note_id)'),
  oldest: () => perCircle('soap_envelopes', 'min(circle_version)'),

  async under(circle, version, limit) {
    const envelopes = await envelopesOf(circle).where('circleVersion', '<', version).limit(limit)
    return envelopes.map(keptNote)
  },

  async find(circle, ids) {
    const envelopes = await envelopesOf(circle).whereIn('id', ids)
    return envelopes.map(keptNote)
  },

  async replace({ id, envelope, circleVersion, size }) {
    await Envelope.query().where('id', id).update({ envelope, circleVersion, size })
  },
}

/** The clinic's own templates; of each there is one version. */
export const keptTemplates: Keeper = {
  permissions: [],
  // A template is no note: nobody is told that somebody reads it.
  counts: async () => new Map(),
  oldest: () => perCircle('soap_templates', 'min(circle_version)'),

  async under(circle, version, limit) {
    const older = Template.query().where('circle', circle).where('circleVersion', '<', version)
    const templates = await older.limit(limit)
    return templates.map(keptTemplate)
  },

  async find(circle, ids) {
    const templates = await Template.query().where('circle', circle).whereIn('id', ids)
    return templates.map(keptTemplate)
  },

  async replace({ id, envelope, circleVersion }) {
    const kept = await Template.findOrFail(id)
    await kept.merge({ envelope, circleVersion }).save()
  },
}

function envelopesOf(circle: string) {
  return Envelope.query().where('circle', circle).preload('note')
}

function keptNote({ id, envelope, type, version, note }: Envelope) {
  return { id, envelope, about: { type, record: note.id, version, client: note.clientId } }
}

function keptTemplate({ id, envelope, version }: Template) {
  const about = { type: 'soap-template', record: id, version, client: OF_THE_CLINIC }
  return { id, envelope, about }
}

async function perCircle(table: string, total: string): Promise<Map<string, number>> {
  const rows = await clinicClient()
    .from(table)
    .groupBy('circle')
    .select('circle')
    .select(clinicClient().raw(`${total} as total`))
  return new Map(rows.map((row) => [row.circle, Number(row.total)]))
}
