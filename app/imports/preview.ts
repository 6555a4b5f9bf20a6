import type ClientImport from '#models/client_import'
import { Matcher, type Verdict } from './matcher.js'
import { ImportSource } from './source.js'

export const PREVIEW_FILTERS = ['all', 'new', 'known', 'failed', 'remarked'] as const
export type PreviewFilter = (typeof PREVIEW_FILTERS)[number]
export type PreviewCounts = Record<PreviewFilter, number>

const PER_PAGE = 50

/**
 * What an import would do, without doing it: how many clients it would make, whom the clinic has
 * already, which rows it would leave out; and the rows of one page.
 */
export async function previewImport(
  clientImport: ClientImport,
  { filter, page }: { filter: PreviewFilter; page: number }
) {
  const counts: PreviewCounts = { all: 0, new: 0, known: 0, failed: 0, remarked: 0 }
  const rows: Verdict[] = []
  const matcher = new Matcher()
  const source = await ImportSource.open(clientImport)
  for await (const readings of source.readings()) {
    for (const verdict of await matcher.judge(readings)) {
      const groups = groupsOf(verdict)
      for (const group of groups) counts[group]++
      const isOnPage = Math.ceil(counts[filter] / PER_PAGE) === page
      if (groups.includes(filter) && isOnPage) rows.push(verdict)
    }
  }
  return { counts, rows, page, pages: Math.max(1, Math.ceil(counts[filter] / PER_PAGE)) }
}

function groupsOf({ kind, reading }: Verdict): PreviewFilter[] {
  const isRemarked = kind !== 'failed' && reading.problems.length > 0
  return isRemarked ? ['all', kind, 'remarked'] : ['all', kind]
}
