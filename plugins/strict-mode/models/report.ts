import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicSettings } from '#clinics/settings'
import { Paper } from '../pdf/paper.js'
import type { Line } from './evidence_line.js'
import type { Signer } from './signer.js'

type Made = { signer: Signer; i18n: I18n; at: DateTime; by: string | null }

/** The evidence as a PDF that the clinic has signed. */
export async function report(lines: readonly Line[], made: Made): Promise<Buffer> {
  const { signer, i18n } = made
  const at = made.at.toJSDate()
  // No title has the clinic's name: pdfkit writes it into XML as it is.
  const title = i18n.t('strict-mode.report.title')
  const paper = new Paper({ title, language: i18n.locale, at })
  paper.heading('H1', title)
  writeHead(paper, lines, made)
  for (const line of lines) writeRule(paper, line, i18n)
  writeEnd(paper, made)
  const clinic = currentClinic().name
  const date = moment(made.at, i18n)
  paper.feet((page, of) => i18n.t('strict-mode.report.foot', { clinic, date, page, of }))
  return paper.signed((bytes) => signer.signBeside(bytes, at), at)
}

function writeHead(paper: Paper, lines: readonly Line[], { i18n, at, by }: Made) {
  const zone = clinicSettings.read().timeZone
  const on = lines.filter(({ rule }) => rule.standing)
  const hold = on.filter(({ measured }) => measured?.holds)
  paper.paragraph(i18n.t('strict-mode.evidence.lead', { clinic: currentClinic().name }))
  paper.paragraph(
    i18n.t('strict-mode.report.made', { date: moment(at, i18n), zone, name: by ?? '–' })
  )
  paper.paragraph(
    i18n.t('strict-mode.report.count', { on: on.length, of: lines.length, hold: hold.length })
  )
  paper.paragraph(i18n.t('strict-mode.no_certificate'))
}

function writeRule(paper: Paper, { rule, measured, changes }: Line, i18n: I18n) {
  const { standing } = rule
  paper.heading('H2', rule.name)
  paper.paragraph(rule.what, { pale: true })
  paper.paragraph(
    standing
      ? i18n.t('strict-mode.on_since', { date: moment(standing.since, i18n) })
      : i18n.t('strict-mode.off')
  )
  if (standing)
    for (const { label, value } of rule.strictness) paper.fact(`${label}:`, String(value))
  if (measured) {
    paper.fact(
      `${i18n.t(measured.holds ? 'strict-mode.holds' : 'strict-mode.holds_not')}:`,
      measured.sentence
    )
    const { exceptions } = measured
    if (exceptions.length)
      paper.paragraph(i18n.t('strict-mode.exceptions', { names: exceptions.join(', ') }))
  }
  paper.fact(i18n.t('strict-mode.answers_to'), rule.articles.map(({ text }) => text).join(' · '))
  if (!changes.length) return
  paper.paragraph(i18n.t('strict-mode.evidence.changes', { count: changes.length }), { pale: true })
  paper.list(changes.map((change) => changeIn(change, i18n)))
}

function changeIn({ at, by, isWeaker, reason }: Line['changes'][number], i18n: I18n) {
  const what = i18n.t(`strict-mode.evidence.${isWeaker ? 'weakened' : 'tightened'}`)
  return `${moment(at, i18n)}: ${by ?? '–'} ${what}${reason ? ` (${reason})` : ''}`
}

function writeEnd(paper: Paper, { signer, i18n }: Made) {
  paper.heading('H2', i18n.t('strict-mode.evidence.check'))
  paper.paragraph(i18n.t('strict-mode.report.check_text'))
  paper.fact(i18n.t('strict-mode.evidence.fingerprint'), signer.fingerprint)
}

/** As people of the clinic read it. */
function moment(at: DateTime, i18n: I18n) {
  const { timeZone } = clinicSettings.read()
  return i18n.formatDate(at.toJSDate(), { dateStyle: 'medium', timeStyle: 'short', timeZone })
}
