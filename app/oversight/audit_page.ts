import type { I18n } from '@adonisjs/i18n'
import { currentClinic } from '#clinics/clinic_in_hand'
import { detailsOn } from '#clients/display_name'
import { clinicClient } from '#clinics/database'
import type AuditEvent from '#models/audit_event'
import AuditSeal from '#models/audit_seal'
import Client from '#models/client'
import Member from '#models/member'
import { type AuditChoice, DECOYS, isNarrowed, matching, seesDecoys } from './audit_choice.js'
import { auditSentence } from '#words/audit_sentence'
import { isBeingVerified } from '#audit/verifications'

const PER_PAGE = 50
/** Subjects that are no client's. */
const NO_CLIENTS = ['member', 'plugin']

/** Where a page begins: before or after a line of the log, at the newest without either. */
export type Turn = { before?: number; after?: number }

/** The page that an address asks for; what is no line's number is left out. */
export function turn({ before, after }: Record<string, unknown>): Turn {
  return { before: seqOf(before), after: seqOf(after) }
}

/** Everything that the audit page shows, in a fixed number of queries. */
export async function auditPage(
  choice: AuditChoice,
  turned: Turn,
  { member, i18n }: { member: Member; i18n: I18n }
) {
  const { events, newer, older } = await readPage(choice, turned, member)
  const members = await Member.query().select('id', 'name').orderBy('name').pojo<Named>()
  return {
    ...{ choice, events, newer, older },
    isNarrowed: isNarrowed(choice),
    isFirstPage: !turned.before && !turned.after,
    sentence: (event: AuditEvent) => auditSentence(i18n, event.action),
    linesOf: linesFor(member),
    numbers: await clientNumbers(events),
    members,
    subjectName: subjectNames(members, i18n),
    actions: await actionChoices(i18n, member),
    seal: await AuditSeal.find(currentClinic().id),
    isBeingVerified: isBeingVerified(currentClinic()),
  }
}

/** The details of an event, one line each. What somebody wrote about a client, such as why, may hold a name. */
function linesFor(member: Member) {
  const { naming } = detailsOn('screen', member)
  return ({ subjectType, lines }: AuditEvent) =>
    subjectType && !NO_CLIENTS.includes(subjectType)
      ? lines.map(({ name, value }) => ({ name, value: isNumber(value) ? value : naming(value) }))
      : lines
}

type Named = { id: string; name: string }

/** Pages begin at a line, not at a count: while one reads, others write on top. */
async function readPage(choice: AuditChoice, { before, after }: Turn, by: Member) {
  const found = await matching(choice, by)
    .if(before, (query) => query.where('seq', '<', before!))
    .if(after, (query) => query.where('seq', '>', after!))
    .orderBy('seq', after ? 'asc' : 'desc')
    .limit(PER_PAGE + 1)
  const hasMore = found.length > PER_PAGE
  const events = found.slice(0, PER_PAGE)
  if (after) events.reverse()
  return {
    events,
    newer: (after ? hasMore : Boolean(before)) ? events.at(0)?.seq : undefined,
    older: (after ? true : hasMore) ? events.at(-1)?.seq : undefined,
  }
}

/** Clients are shown by their number. The page that tells who read whom does not show the names once more. */
async function clientNumbers(events: AuditEvent[]) {
  const ids = events.filter(({ subjectType }) => subjectType === 'client').map((e) => e.subjectId!)
  const rows = await Client.query()
    .select('id', 'number')
    .whereIn('id', [...new Set(ids)])
    .pojo<{ id: string; number: number }>()
  return new Map(rows.map(({ id, number }) => [id, number]))
}

/** What members and plugins are called; of other subjects the line says enough. */
export function subjectNames(members: Named[], i18n: I18n) {
  const names = new Map(members.map(({ id, name }) => [id, name]))
  return ({ subjectType, subjectId }: AuditEvent) => {
    if (subjectType === 'member') return names.get(subjectId!)
    if (subjectType === 'plugin') return i18n.resolveIdentifier(`${subjectId}.plugin.name`)?.message
  }
}

/** The actions that the log has, by their words. Each is looked up in the index instead of reading a million lines. */
async function actionChoices(i18n: I18n, by: Member) {
  const rows: { action: string }[] = await clinicClient().rawQuery(
    `with recursive seen (action) as (
       select min(action) from audit_events
       union all
       select (select min(action) from audit_events where action > seen.action) from seen where seen.action is not null
     ) select action from seen where action is not null`
  )
  return rows
    .filter(({ action }) => seesDecoys(by) || !action.startsWith(DECOYS))
    .map(({ action }) => ({ value: action, label: auditSentence(i18n, action) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.locale))
}

function isNumber(value: string) {
  return /^[\d.]+$/.test(value)
}

function seqOf(value: unknown) {
  const seq = Number(value)
  return Number.isSafeInteger(seq) && seq > 0 ? seq : undefined
}
