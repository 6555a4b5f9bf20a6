import { Withheld } from '../keeping/server.ts'
import { type Attached, titleOf } from '../notes/body.ts'
import type { Taken } from '../taking/collecting.ts'
import { filesBeside } from '../taking/files.ts'
import { button, el } from './dom.ts'
import { choice, field, group } from './fields.ts'
import { sentenceFor } from './notices.ts'
import { formatDay, formatSize, pageData, t } from './page.ts'

const SHORTEST = 12

export type TakingKind = 'print' | 'envelopes' | 'json' | 'client'
export type Order = {
  kind: TakingKind
  notes: Taken[]
  passphrase: string
  withFiles: boolean
  /** How many of the files are in. */
  tell: (files: number) => void
}

/** Which notes, and as what. */
export class TakeAlongForm {
  readonly element: HTMLElement
  private chosen: Set<string>
  private kind: TakingKind
  private passphrase = el('input', {
    ...{ type: 'password', class: 'control', autocomplete: 'new-password' },
  })
  private problem = el('p', { class: 'field-error', role: 'alert' })
  private weakness = el('p', { class: 'field-error', role: 'alert' })
  private status = el('p', { role: 'status' })
  private asked = el(
    'div',
    { class: 'stack-tight', hidden: true },
    field(
      t('soap.browser.take_along.passphrase'),
      this.passphrase,
      t('soap.browser.take_along.passphrase_hint')
    ),
    this.weakness
  )
  private withFiles = el('input', { type: 'checkbox', checked: true })
  private files = el('div', { class: 'field' })

  constructor(
    private notes: Taken[],
    private make: (order: Order) => Promise<Attached[]>
  ) {
    const kinds: TakingKind[] = pageData().client
      ? ['print', 'client', 'envelopes', 'json']
      : ['envelopes', 'json']
    this.kind = kinds[0]
    this.chosen = new Set(notes.map(({ row }) => row.id))
    const list = el('div', { class: 'soap-choices' }, ...notes.map((note) => this.noteChoice(note)))
    const ways = kinds.map((kind) => this.kindChoice(kind))
    this.element = el(
      'section',
      { class: 'panel soap-no-print' },
      el(
        'div',
        { class: 'panel-body form' },
        group({ label: t('soap.browser.take_along.choose') }, list),
        group({ label: t('soap.browser.take_along.what') }, ...ways),
        this.asked,
        this.files,
        this.problem,
        el('div', { class: 'form-buttons' }, this.makeButton()),
        this.status
      )
    )
    this.passphrase.addEventListener('input', () => (this.weakness.textContent = ''))
    this.offerFiles()
  }

  private get picked() {
    return this.notes.filter(({ row }) => this.chosen.has(row.id))
  }

  /** What is beside the notes that were picked, if it can go along. */
  private offerFiles() {
    const { count, size } = filesBeside(this.picked)
    const words = t('soap.browser.take_along.files', { count, size: formatSize(size) })
    this.files.hidden = count === 0 || this.kind === 'print'
    this.files.replaceChildren(choice(this.withFiles, words))
  }

  private makeButton() {
    const press = () => void this.order()
    return button(t('soap.browser.take_along.make'), 'button-primary', press)
  }

  private async order() {
    const { kind, passphrase, picked: notes } = this
    if (this.isWrong(notes)) return
    this.say(t('soap.browser.take_along.making'))
    try {
      const withFiles = this.withFiles.checked
      const { count } = filesBeside(notes)
      const tell = (done: number) =>
        this.say(t('soap.browser.take_along.enclosing', { done, count }))
      const left = await this.make({ kind, notes, passphrase: passphrase.value, withFiles, tell })
      this.say(kind === 'print' ? '' : t('soap.browser.take_along.done'))
      if (left.length) this.problem.textContent = leftOut(left)
    } catch (error) {
      this.say('')
      this.problem.replaceChildren(sentenceFor(error))
      const isUnapproved = error instanceof Withheld && error.until === 'unapproved'
      if (isUnapproved) this.problem.append(' ', askingLink(kind))
    }
  }

  /** Says what is missing, beside where it is missing. */
  private isWrong(notes: Taken[]) {
    const isShort = this.kind === 'client' && this.passphrase.value.length < SHORTEST
    this.problem.textContent = notes.length ? '' : t('soap.browser.take_along.nothing')
    this.weakness.textContent = isShort ? t('soap.browser.take_along.passphrase_short') : ''
    if (isShort) this.passphrase.focus()
    return isShort || !notes.length
  }

  private say(words: string) {
    this.status.textContent = words
  }

  private noteChoice({ row, body, clientName }: Taken) {
    const input = el('input', { type: 'checkbox', checked: true })
    input.addEventListener('change', () => {
      if (input.checked) this.chosen.add(row.id)
      else this.chosen.delete(row.id)
      this.offerFiles()
    })
    const name = pageData().client ? [] : [clientName]
    return choice(input, [...name, titleOf(body), formatDay(body.date)].join(' · '))
  }

  private kindChoice(kind: TakingKind) {
    const input = el('input', {
      ...{ type: 'radio', name: 'soap-kind', value: kind, checked: kind === this.kind },
    })
    input.addEventListener('change', () => {
      this.kind = kind
      this.asked.hidden = kind !== 'client'
      this.offerFiles()
    })
    const row = choice(input, t(`soap.browser.take_along.kinds.${kind}`))
    const hint = t(`soap.browser.take_along.kinds.${kind}_hint`)
    row.querySelector('.choice-text')!.append(el('span', { class: 'choice-hint' }, hint))
    return row
  }
}

/** Which files are not in it. */
function leftOut(files: Attached[]) {
  const names = files.map(({ name }) => name).join(', ')
  return t('soap.browser.take_along.left', { count: files.length, names })
}

/** Where a second person is asked. */
function askingLink(as: TakingKind) {
  const href = `/exports/new?kind=soap.notes&as=${as}`
  return el('a', { href, class: 'link' }, t('soap.browser.take_along.ask'))
}
