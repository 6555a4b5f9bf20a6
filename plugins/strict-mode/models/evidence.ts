import type { I18n } from '@adonisjs/i18n'
import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { currentClinic } from '#clinics/clinic_in_hand'
import AuditEvent from '#models/audit_event'
import type { Change, Line } from './evidence_line.js'
import { report } from './report.js'
import { ruleList } from './rule_list.js'
import type { ShownRule } from './shown_rule.js'
import { Signer } from './signer.js'

/** The version of the file; a program that reads it can tell which shape to expect. */
const FORMAT = 'fortrolig/strict-mode-evidence@1'
const SUBJECT = 'strict_mode_rule'

/** What is so in the clinic, rule by rule, and how it came to be: for an auditor. */
export async function evidence(i18n: I18n): Promise<Line[]> {
  const events = await AuditEvent.query().where('subjectType', SUBJECT).orderBy('seq')
  const changes = Map.groupBy(events, ({ subjectId }) => subjectId)
  const list = await ruleList(i18n)
  return list.map((line) => ({ ...line, changes: (changes.get(line.rule.id) ?? []).map(changeIn) }))
}

/** The same for a program, inside a signature; that somebody took it is written down. */
export async function signedEvidence(i18n: I18n, by: Actor): Promise<Buffer> {
  const { signer, lines, at } = await exported(i18n, by, 'json')
  const document = {
    format: FORMAT,
    clinic: currentClinic().name,
    made: at.toISO(),
    madeBy: by.member?.name ?? null,
    note: i18n.t('strict-mode.no_certificate'),
    rules: lines.map(plain),
  }
  return signer.sign(JSON.stringify(document, null, 2), at.toJSDate())
}

/** The same for people, as a PDF that carries its signature; that somebody took it is written down. */
export async function signedReport(i18n: I18n, by: Actor): Promise<Buffer> {
  const { signer, lines, at } = await exported(i18n, by, 'pdf')
  return report(lines, { signer, i18n, at, by: by.member?.name ?? null })
}

async function exported(i18n: I18n, by: Actor, format: 'json' | 'pdf') {
  const signer = await Signer.ofClinic()
  const lines = await evidence(i18n)
  await record({ action: 'strict-mode.evidence_exported', by, details: { format } })
  return { signer, lines, at: DateTime.utc() }
}

function changeIn({ createdAt, memberName, action, details }: AuditEvent): Change {
  const isWeaker = action === 'strict-mode.weakened'
  const reason = isWeaker ? String(details.reason ?? '') : null
  return { at: createdAt, by: memberName, isWeaker, reason, after: details.after ?? null }
}

function plain({ rule, measured, changes }: Line) {
  return {
    ...described(rule),
    measured,
    changes: changes.map((change) => ({ ...change, at: change.at.toISO() })),
  }
}

function described({ id, name, what, articles, standing }: ShownRule) {
  return {
    ...{ id, name, what },
    answersTo: articles.map(({ text, isProposed }) => ({ text, isProposed })),
    isOn: standing !== null,
    since: standing?.since.toISO() ?? null,
    strictness: standing?.values ?? null,
  }
}
