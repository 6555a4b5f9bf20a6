import type { I18n } from '@adonisjs/i18n'
import { clinicSettings } from '#clinics/settings'
import { clinicClient, withConnection } from '#clinics/database'
import { type Keeper, OF_THE_CLINIC } from '../../keys/api.js'
import Template from './template.js'

/** Every version of every note, for the plugin of the keys: it sees to it that they stay encrypted for their readers. */
export const keptNotes: Keeper = {
  permissions: ['soap.read', 'soap.write'],
  // Addenda are no notes of their own.
  counts: () => perCircle('soap_notes', 'count(*) - count(note_id)'),
  oldest: (circles) => perCircle('soap_envelopes', 'min(circle_version)', circles),

  // Circle by circle, along the index: in one statement all of them would be sorted, with what is in them.
  async under(versions, limit) {
    return withConnection((connection) => {
      const ofCircle = connection.prepare(OLDER)
      const found: (Row & { envelope: string })[] = []
      for (const [circle, version] of [...versions].sort())
        found.push(...(ofCircle.all(circle, version, limit - found.length) as typeof found))
      return found.map((row) => ({ ...keptNote(row), envelope: row.envelope }))
    })
  },

  async find(ids) {
    const rows = await envelopes().whereIn('soap_envelopes.id', ids)
    return rows.map(keptNote)
  },

  async places(ids, i18n) {
    const rows = await envelopes()
      .whereIn('soap_envelopes.id', ids)
      .select('soap_notes.note_id as parent', 'soap_notes.author_name')
      .select('soap_notes.created_at')
      .orderBy('soap_notes.created_at')
    return rows.map(({ circle, note_id: id, parent, author_name: name, created_at: at }) => ({
      circle,
      place: `/soap/notes/${parent ?? id}`,
      words: i18n.t(parent ? 'soap.kept.addendum' : 'soap.kept.note', { name, at: day(at, i18n) }),
    }))
  },

  // By the driver itself: through a query builder each would take as long as everything else together.
  async replace(sealed) {
    await withConnection((connection) => {
      const one = connection.prepare(
        'update soap_envelopes set envelope = ?, circle_version = ?, size = ? where id = ?'
      )
      for (const { id, envelope, circleVersion, size } of sealed)
        one.run(envelope, circleVersion, size, id)
    })
  },
}

/** The clinic's own templates; of each there is one version. */
export const keptTemplates: Keeper = {
  permissions: [],
  // A template is no note: nobody is told that somebody reads it.
  counts: async () => new Map(),
  oldest: (circles) => perCircle('soap_templates', 'min(circle_version)', circles),

  async under(versions, limit) {
    const templates = await Template.query()
      .whereRaw(...isUnder(versions, 'soap_templates'))
      .orderBy('circle')
      .limit(limit)
    return templates.map(keptTemplate)
  },

  async find(ids) {
    const templates = await Template.query().whereIn('id', ids)
    return templates.map(keptTemplate)
  },

  async places(ids, i18n) {
    const templates = await Template.query().whereIn('id', ids)
    return templates.map(({ circle, createdAt }) => ({
      circle,
      place: '/soap/templates',
      words: i18n.t('soap.kept.template', { at: day(createdAt.toISO()!, i18n) }),
    }))
  },

  async replace(sealed) {
    const templates = await Template.query().whereIn(
      'id',
      sealed.map(({ id }) => id)
    )
    const kept = new Map(templates.map((template) => [template.id, template]))
    for (const { id, envelope, circleVersion } of sealed)
      await kept.get(id)!.merge({ envelope, circleVersion }).save()
  },
}

const COVER = ['id', 'type', 'version', 'note_id', 'circle', 'circle_version'] as const

type Numbers = 'version' | 'circle_version'
type Row = Record<Exclude<(typeof COVER)[number], Numbers> | 'client_id', string> &
  Record<Numbers, number>

const OLDER = `
  select soap_notes.client_id, envelope, ${COVER.map((name) => `soap_envelopes.${name}`).join()}
  from soap_envelopes join soap_notes on soap_notes.id = soap_envelopes.note_id
  where soap_envelopes.circle = ? and circle_version <= ? limit ?`

/** Past the models: after a suspicion a clinic goes through all that it has. */
function envelopes() {
  return clinicClient()
    .from('soap_envelopes')
    .join('soap_notes', 'soap_notes.id', 'soap_envelopes.note_id')
    .select('soap_notes.client_id')
    .select(COVER.map((name) => `soap_envelopes.${name}`))
}

/** What lies under these versions of the record keys of circles, or older ones: for `whereRaw`. */
function isUnder(versions: Map<string, number>, table: string): [string, (string | number)[]] {
  const each = `(${table}.circle = ? and ${table}.circle_version <= ?)`
  return [`(${[...versions].map(() => each).join(' or ')})`, [...versions].flat()]
}

function day(at: string, i18n: I18n) {
  const { timeZone } = clinicSettings.read()
  return i18n.formatDate(new Date(at), { dateStyle: 'medium', timeStyle: 'short', timeZone })
}

function keptNote({ id, circle, circle_version: circleVersion, ...row }: Row) {
  const { type, version, note_id: record, client_id: client } = row
  return { id, circle, circleVersion, about: { type, record, version, client } }
}

function keptTemplate({ id, circle, circleVersion, envelope, version }: Template) {
  const about = { type: 'soap-template', record: id, version, client: OF_THE_CLINIC }
  return { id, circle, circleVersion, envelope, about }
}

/** One number for each circle of which there is something in this table. */
export async function perCircle(table: string, total: string, circles?: string[]) {
  const query = clinicClient().from(table)
  if (circles) query.whereIn('circle', circles)
  const rows = await query
    .groupBy('circle')
    .select('circle')
    .select(clinicClient().raw(`${total} as total`))
  return new Map(rows.map((row) => [row.circle, Number(row.total)]))
}
