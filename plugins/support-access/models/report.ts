import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'
import { auditSentence } from '#words/audit_sentence'
import { clinicClient } from '#clinics/database'
import AuditEvent from '#models/audit_event'
import type { AreaName } from '../scopes.js'
import type Grant from './grant.js'

const OWN = 'support-access.'
const STEPS = ['page_opened', 'form_sent', 'refused'].map((what) => OWN + what)
const MOST_STEPS = 2000
/** Whose names say more than what was done: the type of a subject, and its table. */
const NAMED = { service: 'services', location: 'locations', room: 'rooms', holiday: 'holidays' }

/** One thing that the helper did, in words that follow the helper's name. */
export type Line = {
  kind: 'seen' | 'sent' | 'changed' | 'refused' | 'other'
  at: DateTime
  text: string
  /** What a change was, as the audit log has it. */
  details: { name: string; value: string }[]
}

/** How often something was asked for, and when first. */
export type Visited = { name: string; count: number; at: DateTime }

/** What the audit log tells of one help: each step as it was made, and what there is to know of it afterwards. */
export async function reportOf(grant: Grant, i18n: I18n) {
  const { events, isShortened } = await eventsOf(grant)
  const names = await namesOf(events)
  const lines = events.map((event) => lineOf(event, { i18n, names }))
  const texts = (kind: Line['kind']) => lines.filter((line) => line.kind === kind)
  return {
    trail: lines.filter((line, index) => !isSame(line, lines[index + 1])).reverse(),
    seen: visited(texts('seen')),
    changed: texts('changed'),
    refused: visited(texts('refused')),
    mostSteps: isShortened ? MOST_STEPS : null,
  }
}

/**
 * Whoever helps does nothing before the code is used, so that the index on the time finds the lines. However often
 * a helper knocks, every change is among them: of the steps alone the latest are enough.
 */
async function eventsOf({ id, usedAt }: Grant) {
  if (!usedAt) return { events: [], isShortened: false }
  const own = () =>
    AuditEvent.query()
      .where('createdAt', '>=', usedAt.toISO()!)
      .whereRaw(`json_extract(details, '$.helper') = ?`, [id])
  const steps = await own().whereIn('action', STEPS).orderBy('seq', 'desc').limit(MOST_STEPS)
  const others = await own().whereNotIn('action', STEPS)
  const events = [...steps, ...others].sort((one, other) => one.seq - other.seq)
  return { events, isShortened: steps.length === MOST_STEPS }
}

type Words = { i18n: I18n; names: ReadonlyMap<string, string> }

function lineOf(event: AuditEvent, words: Words): Line {
  const kind = kindOf(event.action)
  const details = kind === 'changed' ? event.lines.filter(({ name }) => name !== 'helper') : []
  return { kind, at: event.createdAt, text: textOf(kind, event, words), details }
}

function kindOf(action: string): Line['kind'] {
  switch (action) {
    case `${OWN}page_opened`:
      return 'seen'
    case `${OWN}form_sent`:
      return 'sent'
    case `${OWN}refused`:
      return 'refused'
    default:
      return action.startsWith(OWN) || action === 'session.ended' ? 'other' : 'changed'
  }
}

function textOf(kind: Line['kind'], event: AuditEvent, { i18n, names }: Words) {
  const { action, details, subjectId } = event
  const name = names.get(subjectId ?? '')
  const { area, path } = details as { area?: AreaName; path?: string }
  switch (kind) {
    case 'seen':
    case 'sent':
      return area ? i18n.t(`support-access.areas.${area}`) : path!
    case 'refused':
      return path!
    default:
      return auditSentence(i18n, action) + (name ? ` (${name})` : '')
  }
}

/** What the things are called today that a helper may change; of what is gone, the sentence says enough. */
async function namesOf(events: AuditEvent[]) {
  const names = new Map<string, string>()
  for (const [type, table] of Object.entries(NAMED)) {
    const about = events.filter(({ subjectType }) => subjectType === type)
    if (!about.length) continue
    const ids = about.map(({ subjectId }) => subjectId!)
    const rows = await clinicClient().from(table).whereIn('id', ids).select('id', 'name')
    for (const { id, name } of rows as { id: string; name: string }[]) names.set(id, name)
  }
  return names
}

/** A page asks for its parts by itself: that is one look, and is told once. */
function isSame(one: Line, next: Line | undefined) {
  return one.kind === next?.kind && one.text === next.text
}

/** The same once, however often it was asked for: in the order of the first time. */
function visited(lines: Line[]): Visited[] {
  const names = new Map<string, Visited>()
  for (const { text: name, at } of lines) {
    const known = names.get(name) ?? { name, count: 0, at }
    names.set(name, { ...known, count: known.count + 1 })
  }
  return [...names.values()]
}
