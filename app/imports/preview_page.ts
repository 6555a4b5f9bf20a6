import type { I18n } from '@adonisjs/i18n'
import { detailsOn, namesOn } from '#clients/display_name'
import type ClientImport from '#models/client_import'
import type Member from '#models/member'
import type { Mapping } from './fields.js'
import { veiled } from './mapping_page.js'
import type { Verdict } from './matcher.js'
import { PREVIEW_FILTERS, type PreviewFilter, previewImport } from './preview.js'
import { problemsInWords } from './problem_words.js'

const LONGEST_LINE = 160

/** What the page shows on which an import is looked at before it begins. */
export async function previewPage(
  clientImport: ClientImport,
  { show, page }: { show?: unknown; page?: unknown },
  { member, i18n }: { member: Member; i18n: I18n }
) {
  const filter = PREVIEW_FILTERS.find((name) => name === show) ?? 'all'
  const wanted = Math.max(1, Math.trunc(Number(page)) || 1)
  const preview = await previewImport(clientImport, { filter, page: wanted })
  const nameOf = namesOn('screen', member)
  const details = detailsOn('screen', member)
  return {
    ...preview,
    filter,
    filters: PREVIEW_FILTERS.filter((name) => isWorthShowing(name, preview.counts)),
    rows: preview.rows.map((verdict) => ({
      ...shown(verdict, clientImport.mapping, { ...details, i18n }),
      name: verdict.kind === 'failed' ? '' : nameOf({ lastName: '', ...verdict.client, number: 0 }),
    })),
  }
}

function isWorthShowing(filter: PreviewFilter, counts: Record<PreviewFilter, number>) {
  return filter === 'all' || counts[filter] > 0
}

function shown(
  { kind, reading, ...verdict }: Verdict,
  mapping: Mapping,
  { telling, naming, i18n }: ReturnType<typeof detailsOn> & { i18n: I18n }
) {
  const client = 'client' in verdict ? verdict.client : null
  return {
    kind,
    line: reading.row.line,
    email: naming(client?.email),
    phone: telling(client?.phone),
    born: client?.birthDate && telling(birthDate(client.birthDate, i18n)),
    // A row that cannot be read is shown as it stands in the file.
    text: client ? '' : naming(asInFile(reading.row.cells, mapping)),
    problems: problemsInWords(
      reading.problems.map((problem) => ({ ...problem, cell: naming(problem.cell) })),
      i18n
    ),
  }
}

function asInFile(cells: string[], mapping: Mapping) {
  const text = cells
    .map((cell, index) => cell.trim() && veiled(cell.trim(), mapping[index]))
    .filter(Boolean)
    .join(' · ')
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)} …` : text
}

function birthDate(date: string, i18n: I18n) {
  return i18n.formatDate(new Date(date), { dateStyle: 'medium', timeZone: 'UTC' })
}
