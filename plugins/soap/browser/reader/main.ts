import { el, newId } from '../parts/dom.ts'
import { formatMoment, t } from '../parts/page.ts'
import { plainNoteElement } from '../parts/plain_note.ts'
import { enclosedFiles } from './files.ts'
import { openExport, type Read } from './opening.ts'
import type { Sealed } from './sealed.ts'

/** The whole program of a file that somebody took along: it asks for what opens it, and shows the notes. */
class Reader {
  private file = el('input', { type: 'file', id: newId() })
  private passphrase = el('input', { type: 'password', id: newId(), autocomplete: 'off' })
  private problem = el('p', { role: 'alert' })
  private button = el('button', { type: 'submit' }, t('soap.browser.reader.open'))

  constructor(private sealed: Sealed) {}

  ask() {
    const isForKey = this.sealed.kind === 'key'
    const ask = isForKey ? 'soap.browser.reader.key_ask' : 'soap.browser.reader.passphrase_ask'
    const form = el(
      'form',
      {},
      isForKey && el('label', { for: this.file.id }, t('soap.browser.reader.key_file')),
      isForKey && this.file,
      el('label', { for: this.passphrase.id }, t('soap.browser.reader.passphrase')),
      this.passphrase,
      this.button,
      this.problem
    )
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.open()
    })
    const offline = el('p', { class: 'muted' }, t('soap.browser.reader.offline'))
    document.body.append(page(el('p', {}, t(ask)), form, offline))
  }

  private async open() {
    this.problem.textContent = ''
    this.button.disabled = true
    try {
      const file = await this.file.files?.[0]?.text()
      show(await openExport(this.sealed, this.passphrase.value, file ?? ''))
    } catch {
      this.problem.textContent = t('soap.browser.reader.wrong')
      this.passphrase.select()
    }
    this.button.disabled = false
  }
}

/** The files stay where they are, as blocks of the page. */
function show({ takenAt, notes, unreadable, identities }: Read) {
  const from = t('soap.browser.reader.from', { at: formatMoment(takenAt) })
  const closed = t('soap.browser.reader.unreadable', { count: unreadable })
  document
    .querySelector('main')!
    .replaceWith(
      page(
        el('p', { class: 'muted' }, from),
        unreadable > 0 && el('p', { role: 'alert' }, closed),
        ...notes.map((note) => plainNoteElement(note, enclosedFiles(identities)))
      )
    )
}

function page(...children: (HTMLElement | false)[]) {
  return el('main', {}, el('h1', {}, t('soap.browser.reader.title')), ...children)
}

new Reader(JSON.parse(document.querySelector('script[data-soap-sealed]')!.textContent!)).ask()
