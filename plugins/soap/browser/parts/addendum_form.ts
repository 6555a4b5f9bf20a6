import type { Opened } from '../../../keys/browser/api.ts'
import { AddendumDraft } from '../keeping/addendum_draft.ts'
import { type AddendumBody, isAnswered, type NoteBody, type Strike } from '../notes/body.ts'
import { button, el } from './dom.ts'
import { field, group, PRIVATE } from './fields.ts'
import { notice, sentenceFor } from './notices.ts'
import { pageData, t } from './page.ts'

/** What is added to a final note: words of one's own, and words of the note that are struck out by them. */
export class AddendumForm {
  readonly element: HTMLDetailsElement
  private strikes: Strike[] = []
  private struck = el('ul', { class: 'soap-strikes' })
  private text = el('textarea', { class: 'control', rows: 4, ...PRIVATE })
  private problem = el('div')
  private sign = button(t('soap.browser.addendum.sign'), 'button-primary', () => void this.save())

  /**
   * A form in which stands what was begun here before: nobody types in it earlier.
   *
   * @param taken the addenda that are there, by their ids
   */
  static async open(
    note: string,
    opened: Opened<NoteBody>,
    { taken, added }: { taken: Map<string, AddendumBody>; added: () => void }
  ) {
    const draft = new AddendumDraft(note, opened, pageData().me.id)
    const begun = await draft.find(taken)
    const form = new AddendumForm(draft, opened, added)
    if (begun) form.bringBack(begun)
    return form
  }

  private constructor(
    private draft: AddendumDraft,
    private opened: Opened<NoteBody>,
    private added: () => void
  ) {
    this.text.addEventListener('input', this.keep)
    this.element = el(
      'details',
      { class: 'panel soap-addendum-form' },
      el('summary', { class: 'panel-header' }, t('soap.browser.addendum.button')),
      el(
        'div',
        { class: 'panel-body stack' },
        el('p', { class: 'muted' }, t('soap.browser.addendum.explain')),
        field(t('soap.browser.addendum.text'), this.text),
        this.strikeFields(),
        this.problem,
        el('div', { class: 'form-buttons' }, this.sign)
      )
    )
  }

  private bringBack(begun: AddendumBody) {
    this.element.open = true
    this.text.value = begun.text
    for (const strike of begun.strikes) this.showStrike(strike)
    this.problem.replaceChildren(notice('info', t('soap.browser.restored')))
  }

  private keep = () => {
    const { strikes, text } = this
    const isEmpty = !text.value.trim() && !strikes.length
    void this.draft.keep(isEmpty ? null : { format: 1, text: text.value, strikes })
  }

  private strikeFields() {
    const { template, answers } = this.opened.body
    const written = template.sections.filter(
      ({ id, kind }) => kind === 'text' && isAnswered(answers[id])
    )
    if (!written.length) return null
    const boxes = written.map(({ id, label }) =>
      strikeField(label, String(answers[id]), (words) => this.strike({ section: id, words }))
    )
    const [label, hint] = [
      t('soap.browser.addendum.strike'),
      t('soap.browser.addendum.strike_hint'),
    ]
    return group({ label, hint }, ...boxes, this.struck)
  }

  private strike(strike: Strike) {
    this.showStrike(strike)
    this.keep()
  }

  private showStrike(strike: Strike) {
    this.strikes.push(strike)
    const undo = button(t('soap.browser.addendum.keep'), 'button-quiet button-small', () => {
      this.strikes = this.strikes.filter((other) => other !== strike)
      row.remove()
      this.keep()
    })
    undo.setAttribute('aria-label', t('soap.browser.addendum.keep_words', { words: strike.words }))
    const row = el('li', {}, el('del', {}, strike.words), undo)
    this.struck.append(row)
  }

  private async save() {
    const text = this.text.value
    if (!text.trim()) {
      this.problem.replaceChildren(notice('error', t('soap.browser.addendum.missing')))
      return this.text.focus()
    }
    this.problem.replaceChildren()
    // What is typed while the signature is made would come too late.
    this.element.inert = true
    try {
      await this.draft.sign({ format: 1, text, strikes: this.strikes })
      this.added()
    } catch (error) {
      this.problem.replaceChildren(notice('error', sentenceFor(error)))
    } finally {
      this.awaken()
    }
  }

  private awaken() {
    this.element.inert = false
    // Where the cursor was, unless it is elsewhere by now.
    if (document.activeElement === document.body) this.sign.focus()
  }
}

/** An answer whose words can be selected, with the mouse or the keyboard, and struck out. */
function strikeField(label: string, answer: string, onStrike: (words: string) => void) {
  const box = el('textarea', { class: 'control', readonly: true, rows: 3 })
  box.value = answer
  const strike = () => {
    const words = answer.slice(box.selectionStart, box.selectionEnd).trim()
    if (words) onStrike(words)
    else box.select()
  }
  const words = t('soap.browser.addendum.strike_button')
  return el(
    'div',
    { class: 'stack-tight' },
    field(label, box),
    el('div', {}, button(words, 'button-secondary button-small', strike))
  )
}
