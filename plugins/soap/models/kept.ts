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
    const older = envelopesOf(circle).where('soap_envelopes.circle_version', '<', version)
    const rows = await older.select('soap_envelopes.envelope').limit(limit)
    return rows.map((row) => ({ ...keptNote(row), envelope: row.envelope }))
  },

  async find(circle, ids) {
    const rows = await envelopesOf(circle).whereIn('soap_envelopes.id', ids)
    return rows.map(keptNote)
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

type Row = { id: string; type: string; version: number; note_id: string; client_id: string }

/** Past the models: after a suspicion a clinic goes through all that it has. */
function envelopesOf(circle: string) {
  return clinicClient()
    .from('soap_envelopes')
    .join('soap_notes', 'soap_notes.id', 'soap_envelopes.note_id')
    .where('soap_envelopes.circle', circle)
    .select('soap_notes.client_id')
    .select(['id', 'type', 'version', 'note_id'].map((name) => `soap_envelopes.${name}`))
}

function keptNote({ id, type, version, note_id: record, client_id: client }: Row) {
  return { id, about: { type, record, version, client } }
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
