import { vault } from '../../../keys/browser/api.ts'
import {
  clientOf,
  type Columns,
  dayOf,
  guess,
  type Known,
  MEANINGS,
  type Row,
  rowsOf,
} from '../importing/rows.ts'
import { importNote, type OldNote } from '../importing/sending.ts'
import { reach } from '../keeping/server.ts'
import { button, el } from '../parts/dom.ts'
import { field } from '../parts/fields.ts'
import { notice, sentenceFor } from '../parts/notices.ts'
import { pageData, t } from '../parts/page.ts'
import { WhileUnlocked } from './while_unlocked.ts'

type Ready = { notes: OldNote[]; left: { line: number; why: string }[] }

/** Old notes from another program: the file is read here, and what leaves the browser is envelopes. */
export default class extends WhileUnlocked {
  private rows: Row[] = []
  private fileName = ''
  private columns: Columns = {}
  private known: Known[] = []

  protected override open() {
    this.askForFile()
  }

  protected override forget() {
    super.forget()
    this.rows = []
    this.known = []
  }

  private askForFile() {
    const input = el('input', {
      type: 'file',
      class: 'control',
      accept: '.csv,.json,text/csv,application/json',
    })
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (file) void this.read(file)
    })
    this.show(field(t('soap.browser.import.file'), input, t('soap.browser.import.file_hint')))
  }

  private async read(file: File) {
    this.noticeTarget.replaceChildren()
    try {
      this.rows = rowsOf(await file.text())
      this.fileName = file.name
      this.columns = guess(Object.keys(this.rows[0] ?? {}))
      const { clients } = await reach<{ clients: Known[] }>('GET', '/import/clients')
      this.known = clients
      if (!this.rows.length) throw new Error('empty')
      this.askForColumns()
    } catch {
      this.noticeTarget.replaceChildren(notice('error', t('soap.browser.import.unreadable')))
    }
  }

  private askForColumns() {
    const headers = Object.keys(this.rows[0])
    const selects = MEANINGS.map((meaning) => {
      const select = el(
        'select',
        { class: 'control' },
        el('option', { value: '' }, t('soap.browser.import.no_column'))
      )
      for (const header of headers)
        select.append(
          el('option', { value: header, selected: this.columns[meaning] === header }, header)
        )
      select.addEventListener('change', () => {
        this.columns = { ...this.columns, [meaning]: select.value || undefined }
        this.askForColumns()
      })
      return field(t(`soap.browser.import.meanings.${meaning}`), select)
    })
    const ready = this.ready()
    const begin = button(
      t('soap.browser.import.begin', { count: ready.notes.length }),
      'button-primary',
      () => void this.send(ready)
    )
    begin.disabled = ready.notes.length === 0
    this.show(
      el('p', { class: 'muted' }, t('soap.browser.import.columns', { file: this.fileName })),
      el('div', { class: 'form-row' }, ...selects),
      ...leftOut(ready),
      el(
        'div',
        { class: 'form-buttons' },
        begin,
        button(t('soap.browser.cancel'), 'button-quiet', this.look)
      )
    )
  }

  /** Which rows can come in, and why not the others. */
  private ready(): Ready {
    const notes: OldNote[] = []
    const left: Ready['left'] = []
    const taken = new Set(Object.values(this.columns))
    this.rows.forEach((row, index) => {
      const line = index + 2
      const client = clientOf(row, this.columns, this.known)
      const value = (meaning: keyof Columns) => row[this.columns[meaning] ?? ''] ?? ''
      const date = dayOf(value('date'))
      const answers = Object.entries(row).filter(([header, text]) => !taken.has(header) && text)
      if (!client) left.push({ line, why: t('soap.browser.import.no_client') })
      else if (!date) left.push({ line, why: t('soap.browser.import.no_date') })
      else if (!answers.length) left.push({ line, why: t('soap.browser.import.no_text') })
      else
        notes.push({
          ...{ client: client.id, line, date, answers, file: this.fileName },
          title: value('title'),
          author: value('author'),
        })
    })
    return { notes, left }
  }

  private async send({ notes, left }: Ready) {
    const progress = el('progress', {
      'class': 'progress',
      'max': notes.length,
      'value': 0,
      'aria-label': t('soap.browser.import.running'),
    })
    const status = el('p', { role: 'status' })
    this.show(progress, status)
    let done = 0
    for (const note of notes) {
      if (vault.state !== 'unlocked') return
      try {
        await importNote(note, pageData().me.name)
        done += 1
      } catch (error) {
        left.push({ line: note.line, why: sentenceFor(error) })
      }
      progress.value += 1
      status.textContent = t('soap.browser.import.done', { count: done, total: notes.length })
    }
    this.show(
      status,
      ...leftOut({ notes, left }),
      button(t('soap.browser.import.another'), 'button-secondary', this.look)
    )
  }

  private show(...children: HTMLElement[]) {
    this.contentTarget.replaceChildren(
      el('section', { class: 'panel' }, el('div', { class: 'panel-body form' }, ...children))
    )
  }
}

function leftOut({ left }: Ready) {
  if (!left.length) return []
  const items = left
    .slice(0, 200)
    .map(({ line, why }) => el('li', {}, t('soap.browser.import.line', { line, why })))
  return [
    el(
      'details',
      {},
      el('summary', {}, t('soap.browser.import.left', { count: left.length })),
      el('ul', { class: 'prose-text' }, ...items)
    ),
  ]
}
