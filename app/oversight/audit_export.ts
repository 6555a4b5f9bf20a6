import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { I18n } from '@adonisjs/i18n'
import { inClinic } from '#clinics/clinic_in_hand'
import { loadClinicState } from '#clinics/state'
import type AuditEvent from '#models/audit_event'
import type Clinic from '#models/clinic'
import type Member from '#models/member'
import type { Actor } from '#audit/actor'
import { type AuditChoice, matching } from './audit_choice.js'
import { record } from '#audit/audit_log'
import { auditSentence } from '#words/audit_sentence'

export const EXPORT_FORMATS = ['csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

const AT_A_TIME = 500

/**
 * The lines that match, oldest first, as a file that is made while it is sent. That it was taken out is
 * in the log before the first line leaves.
 */
export async function exportLog(
  clinic: Clinic,
  choice: AuditChoice,
  { format, by, i18n }: { format: ExportFormat; by: Actor & { member: Member }; i18n: I18n }
): Promise<Readable> {
  await record({ action: 'audit.exported', by, details: { format, ...choice } })
  const lines = linesOf(clinic, choice, { by: by.member, i18n })
  return format === 'csv' ? asCsv(lines) : asJson(lines)
}

type Line = ReturnType<typeof line>

/** Read in portions, each with the clinic in hand anew: the stream asks from outside the request. */
async function* linesOf(
  clinic: Clinic,
  choice: AuditChoice,
  { by, i18n }: { by: Member; i18n: I18n }
): AsyncGenerator<Line> {
  let last = 0
  for (;;) {
    const events = await inClinic(clinic, async () => {
      await loadClinicState()
      return matching(choice, by).where('seq', '>', last).orderBy('seq').limit(AT_A_TIME)
    })
    for (const event of events) yield line(event, i18n)
    if (events.length < AT_A_TIME) return
    last = events.at(-1)!.seq
  }
}

function line(event: AuditEvent, i18n: I18n) {
  return {
    seq: event.seq,
    at: event.createdAt.toUTC().toISO()!,
    member_id: event.memberId,
    member: event.memberName,
    action: event.action,
    words: auditSentence(i18n, event.action),
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    details: event.details,
    address: event.address,
    hash: event.hash,
  }
}

/** With a mark that tells a spreadsheet it is UTF-8, and nothing in it that a spreadsheet would calculate. */
function asCsv(lines: AsyncGenerator<Line>) {
  const csv = stringify({
    header: true,
    bom: true,
    escape_formulas: true,
    cast: { object: (value) => JSON.stringify(value) },
  })
  // A line that cannot be read breaks the file off, instead of leaving the browser waiting.
  return pipeline(Readable.from(lines), csv, () => {})
}

function asJson(lines: AsyncGenerator<Line>) {
  return Readable.from(
    (async function* () {
      let separator = '[\n'
      for await (const each of lines) {
        yield separator + JSON.stringify(each)
        separator = ',\n'
      }
      yield separator === '[\n' ? '[]\n' : '\n]\n'
    })()
  )
}
