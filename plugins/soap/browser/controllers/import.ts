import { vault } from '../../../keys/browser/api.ts'
import { readyRows, type Ready } from '../importing/ready.ts'
import {
  type Columns,
  guess,
  type Known,
  type Meaning,
  type Row,
  rowsOf,
} from '../importing/rows.ts'
import { broughtBefore } from '../importing/sameness.ts'
import { importNote } from '../importing/sending.ts'
import { reach } from '../keeping/server.ts'
import { button, el } from '../parts/dom.ts'
import { field } from '../parts/fields.ts'
import { importColumns, inWords, leftOut } from '../parts/import_columns.ts'
import { notice, sentenceFor } from '../parts/notices.ts'
import { pageData, t } from '../parts/page.ts'
import { collect } from '../taking/collecting.ts'
import { WhileUnlocked } from './while_unlocked.ts'

type Here = { clients: Known[]; notes: ReadonlySet<string> }

const NOTHING: Here = { clients: [], notes: new Set() }

/** Old notes from another program: the file is read here, and what leaves the browser is envelopes. */
export default class extends WhileUnlocked {
  private rows: Row[] = []
  private fileName = ''
  private columns: Columns = {}
  private here = NOTHING

  protected override open() {
    this.askForFile()
  }

  protected override forget() {
    super.forget()
    this.rows = []
    this.here = NOTHING
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
    } catch {
      this.rows = []
    }
    if (!this.rows.length) return this.refuse(t('soap.browser.import.unreadable'))
    this.fileName = file.name
    this.columns = guess(Object.keys(this.rows[0]))
    this.show(el('p', { role: 'status' }, t('soap.browser.import.comparing')))
    try {
      this.here = await this.whatIsHere()
      if (vault.state === 'unlocked') this.askForColumns()
    } catch (error) {
      this.askForFile()
      this.refuse(sentenceFor(error))
    }
  }

  /** Whom a row can be about, and which old notes were brought in before. */
  private async whatIsHere(): Promise<Here> {
    const { clients } = await reach<{ clients: Known[] }>('GET', '/import/clients')
    const { notes } = await collect(undefined, () => {})
    return { clients, notes: broughtBefore(notes) }
  }

  private askForColumns(changed?: Meaning) {
    const { rows, columns, fileName: file } = this
    const ready = readyRows({ name: file, rows, columns }, this.here)
    const asked = { file, headers: Object.keys(rows[0]), columns, ready }
    const parts = importColumns(asked, {
      choose: (meaning, header) => {
        this.columns = { ...columns, [meaning]: header }
        this.askForColumns(meaning)
      },
      begin: () => void this.send(ready),
      cancel: this.look,
    })
    this.show(...parts)
    // The list was drawn anew: whoever chose with the keyboard goes on where they were.
    if (changed)
      this.contentTarget.querySelector<HTMLElement>(`[data-meaning="${changed}"]`)?.focus()
  }

  private async send(ready: Ready) {
    const [progress, status] = [progressBar(ready.notes.length), el('p', { role: 'status' })]
    this.show(progress, status)
    const left = inWords(ready)
    let done = 0
    for (const note of ready.notes) {
      if (vault.state !== 'unlocked') return
      try {
        await importNote(note, pageData().me.name)
        done += 1
      } catch (error) {
        left.push({ line: note.line, why: sentenceFor(error) })
      }
      progress.value += 1
      const total = ready.notes.length
      status.textContent = t('soap.browser.import.done', { count: done, total })
    }
    const another = button(t('soap.browser.import.another'), 'button-secondary', this.look)
    this.show(status, ...leftOut(left), another)
  }

  private refuse(words: string) {
    this.noticeTarget.replaceChildren(notice('error', words))
  }

  private show(...children: HTMLElement[]) {
    this.contentTarget.replaceChildren(
      el('section', { class: 'panel' }, el('div', { class: 'panel-body form' }, ...children))
    )
  }
}

function progressBar(max: number) {
  const name = t('soap.browser.import.running')
  return el('progress', { 'class': 'progress', 'value': 0, max, 'aria-label': name })
}
