import { Controller } from '@hotwired/stimulus'
import { Turns, vault } from '../../../keys/browser/api.ts'
import { el } from '../parts/dom.ts'
import { sentenceFor } from '../parts/notices.ts'
import { formatDay, t } from '../parts/page.ts'
import { type Hit, hitIn, type Text } from '../search/index.ts'
import { type Entry, fillIndex, type Progress, theIndex } from '../search/loading.ts'

const MOST = 200

/** Search over all notes, in this tab alone: what is looked for goes nowhere. */
export default class extends Controller<HTMLElement> {
  static override targets = ['locked', 'content', 'query', 'status', 'progress', 'results']
  declare readonly lockedTarget: HTMLElement
  declare readonly contentTarget: HTMLElement
  declare readonly queryTarget: HTMLInputElement
  declare readonly statusTarget: HTMLElement
  declare readonly progressTarget: HTMLProgressElement
  declare readonly resultsTarget: HTMLElement
  private loading?: AbortController
  private searching = 0
  private told: Progress = { opened: 0, unreadable: 0, isDone: false }

  override connect() {
    vault.addEventListener('change', this.look)
    this.look()
  }

  override disconnect() {
    vault.removeEventListener('change', this.look)
    this.forget()
  }

  async search() {
    const mine = ++this.searching
    const query = this.queryTarget.value
    const found: Text<Entry>[] = []
    const turns = new Turns()
    for (const portion of theIndex().search(query)) {
      found.push(...portion)
      await turns.next()
      if (mine !== this.searching) return
    }
    this.show(found, query)
  }

  private look = () => {
    const isOpen = vault.state === 'unlocked'
    this.lockedTarget.hidden = isOpen
    this.contentTarget.hidden = !isOpen
    this.forget()
    if (isOpen) void this.load()
  }

  private forget() {
    this.loading?.abort()
    this.searching += 1
    this.queryTarget.value = ''
    this.resultsTarget.replaceChildren()
    this.resultsTarget.hidden = true
  }

  private async load() {
    this.loading = new AbortController()
    this.progressTarget.hidden = false
    this.progressTarget.removeAttribute('value')
    this.queryTarget.focus()
    try {
      await fillIndex((progress) => this.tell(progress), this.loading.signal)
    } catch (error) {
      if (!this.loading.signal.aborted) this.statusTarget.textContent = sentenceFor(error)
    }
    this.progressTarget.hidden = true
  }

  private tell(progress: Progress) {
    this.told = progress
    this.statusTarget.textContent = this.sentence()
    if (this.queryTarget.value) void this.search()
  }

  private sentence() {
    const { opened, unreadable, isDone } = this.told
    const words = t(isDone ? 'soap.browser.search.done' : 'soap.browser.search.opening', {
      count: opened,
    })
    return unreadable
      ? `${words} ${t('soap.browser.search.unreadable', { count: unreadable })}`
      : words
  }

  private show(found: Text<Entry>[], query: string) {
    const newest = found.sort(newestFirst)
    const rows = newest.slice(0, MOST).map((text) => resultRow(text.entry, hitIn(text, query)))
    this.resultsTarget.hidden = !rows.length
    this.resultsTarget.replaceChildren(...rows)
    this.statusTarget.textContent = query.trim()
      ? t('soap.browser.search.found', { count: found.length })
      : this.sentence()
  }
}

function resultRow(entry: Entry, { before, match, after }: Hit) {
  return el(
    'li',
    { class: 'soap-hit' },
    el(
      'div',
      { class: 'item-text' },
      el(
        'a',
        { href: `/soap/notes/${entry.note}` },
        entry.title || t('soap.browser.addendum.title')
      ),
      el('p', { class: 'muted small' }, [entry.clientName, formatDay(entry.date)].join(' · ')),
      el('p', {}, before, el('mark', {}, match), after)
    )
  )
}

/** ISO dates compare as they are; the order of a language would take a hundred times as long. */
function newestFirst({ entry: one }: Text<Entry>, { entry: other }: Text<Entry>) {
  if (one.date === other.date) return 0
  return one.date < other.date ? 1 : -1
}
