import type { Columns, Meaning } from '../importing/rows.ts'
import { MEANINGS } from '../importing/rows.ts'
import type { Ready } from '../importing/ready.ts'
import { button, el } from './dom.ts'
import { field } from './fields.ts'
import { t } from './page.ts'

/** A row that stays out, and why, in words. */
export type LeftOut = { line: number; why: string }

type Asked = { file: string; headers: string[]; columns: Columns; ready: Ready }
type Choose = (meaning: Meaning, header: string | undefined) => void
type Ways = { choose: Choose; begin: () => void; cancel: () => void }

/** Which column of a file is what, and what would come in then. */
export function importColumns({ file, headers, columns, ready }: Asked, ways: Ways) {
  const selects = MEANINGS.map((meaning) =>
    columnField(meaning, headers, columns[meaning], ways.choose)
  )
  const begin = t('soap.browser.import.begin', { count: ready.notes.length })
  const press = button(begin, 'button-primary', ways.begin)
  press.disabled = ready.notes.length === 0
  return [
    el('p', { class: 'muted' }, t('soap.browser.import.columns', { file })),
    el('div', { class: 'form-row' }, ...selects),
    ...leftOut(inWords(ready)),
    el(
      'div',
      { class: 'form-buttons' },
      press,
      button(t('soap.browser.cancel'), 'button-quiet', ways.cancel)
    ),
  ]
}

export function inWords({ left }: Ready): LeftOut[] {
  return left.map(({ line, why }) => ({ line, why: t(`soap.browser.import.${why}`) }))
}

/** The rows that stay out, folded up. */
export function leftOut(left: LeftOut[]) {
  if (!left.length) return []
  const items = left
    .slice(0, 200)
    .map(({ line, why }) => el('li', {}, t('soap.browser.import.line', { line, why })))
  const summary = t('soap.browser.import.left', { count: left.length })
  const list = el('ul', { class: 'prose-text' }, ...items)
  return [el('details', {}, el('summary', {}, summary), list)]
}

function columnField(
  meaning: Meaning,
  headers: string[],
  chosen: string | undefined,
  choose: Choose
) {
  const none = el('option', { value: '' }, t('soap.browser.import.no_column'))
  const options = headers.map((header) =>
    el('option', { value: header, selected: header === chosen }, header)
  )
  const attributes = { 'class': 'control', 'data-meaning': meaning }
  const select = el('select', attributes, none, ...options)
  select.addEventListener('change', () => choose(meaning, select.value || undefined))
  return field(t(`soap.browser.import.meanings.${meaning}`), select)
}
