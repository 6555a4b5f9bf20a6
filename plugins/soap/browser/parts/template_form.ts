import type { Section, SectionKind, Template } from '../notes/body.ts'
import { button, el } from './dom.ts'
import { field, group } from './fields.ts'
import { t } from './page.ts'

const KINDS: SectionKind[] = ['text', 'scale', 'checks', 'choice', 'date', 'chart']

type Leave = { save: (template: Template) => void; cancel: () => void }

/** A question while it is written: everything that any kind may have, so that changing the kind loses nothing. */
type Row = {
  id: string
  kind: SectionKind
  label: string
  hint: string
  options: string
  low: string
  high: string
}

/** A template's name and its questions, each of a kind, in an order. */
export class TemplateForm {
  readonly element: HTMLElement
  private name = el('input', { class: 'control', maxlength: 100, autocomplete: 'off' })
  private list = el('div', { class: 'stack' })
  private problem = el('p', { class: 'field-error', role: 'alert' })
  private rows: Row[]

  constructor(
    template: Template,
    private leave: Leave
  ) {
    this.name.value = template.name
    this.rows = template.sections.map(rowOf)
    const add = button(t('soap.browser.templates.add'), 'button-secondary', () => this.add())
    this.element = el(
      'section',
      { class: 'panel' },
      el(
        'div',
        { class: 'panel-body form' },
        field(t('soap.browser.templates.name'), this.name),
        this.list,
        el('div', {}, add),
        this.problem,
        el(
          'div',
          { class: 'form-buttons' },
          button(t('soap.browser.save'), 'button-primary', () => this.save()),
          button(t('soap.browser.cancel'), 'button-quiet', () => leave.cancel())
        )
      )
    )
    this.draw()
  }

  focus() {
    this.name.focus()
  }

  private draw() {
    this.list.replaceChildren(...this.rows.map((row, index) => this.question(row, index)))
  }

  private question(row: Row, index: number) {
    const kind = el('select', { class: 'control' })
    for (const each of KINDS)
      kind.append(
        el('option', { value: each, selected: each === row.kind }, t(`soap.browser.kinds.${each}`))
      )
    kind.addEventListener('change', () => {
      row.kind = kind.value as SectionKind
      this.draw()
    })
    return group(
      { label: t('soap.browser.templates.question', { number: index + 1 }) },
      el(
        'div',
        { class: 'form-row' },
        field(t('soap.browser.templates.label'), input(row, 'label')),
        field(t('soap.browser.templates.kind'), kind)
      ),
      ...this.details(row),
      el('div', { class: 'cluster' }, ...this.moves(row, index))
    )
  }

  private details(row: Row) {
    if (row.kind === 'text') return [field(t('soap.browser.templates.hint'), input(row, 'hint'))]
    if (row.kind === 'scale')
      return [
        el(
          'div',
          { class: 'form-row' },
          field(t('soap.browser.templates.low'), input(row, 'low')),
          field(t('soap.browser.templates.high'), input(row, 'high'))
        ),
      ]
    if (row.kind !== 'checks' && row.kind !== 'choice') return []
    const box = el('textarea', { class: 'control', rows: 4, autocomplete: 'off' })
    box.value = row.options
    box.addEventListener('input', () => (row.options = box.value))
    return [
      field(t('soap.browser.templates.options'), box, t('soap.browser.templates.options_hint')),
    ]
  }

  private moves(row: Row, index: number) {
    const act = (words: string, look: string, isOff: boolean, work: () => void) => {
      const press = button(words, `${look} button-small`, () => {
        work()
        this.draw()
      })
      press.disabled = isOff
      return press
    }
    return [
      act(t('soap.browser.templates.up'), 'button-quiet', index === 0, () => this.move(index, -1)),
      act(t('soap.browser.templates.down'), 'button-quiet', index === this.rows.length - 1, () =>
        this.move(index, 1)
      ),
      act(t('soap.browser.remove'), 'button-danger-quiet', false, () => {
        this.rows = this.rows.filter((other) => other !== row)
      }),
    ]
  }

  private move(index: number, by: number) {
    const [row] = this.rows.splice(index, 1)
    this.rows.splice(index + by, 0, row)
  }

  private add() {
    const id = crypto.randomUUID().slice(0, 8)
    this.rows.push({ id, kind: 'text', label: '', hint: '', options: '', low: '', high: '' })
    this.draw()
    this.list.lastElementChild?.querySelector<HTMLInputElement>('input')?.focus()
  }

  private save() {
    const problem = this.problemOf()
    this.problem.textContent = problem
    if (problem) return
    this.leave.save({ id: '', name: this.name.value.trim(), sections: this.rows.map(sectionOf) })
  }

  private problemOf() {
    if (!this.name.value.trim()) return t('soap.browser.templates.name_missing')
    if (!this.rows.length) return t('soap.browser.templates.questions_missing')
    if (this.rows.some(({ label }) => !label.trim()))
      return t('soap.browser.templates.label_missing')
    const isBare = this.rows.some((row) => isChoosing(row) && !optionsOf(row).length)
    return isBare ? t('soap.browser.templates.options_missing') : ''
  }
}

function input(row: Row, key: 'label' | 'hint' | 'low' | 'high') {
  const box = el('input', { class: 'control', maxlength: 200, autocomplete: 'off' })
  box.value = row[key]
  box.addEventListener('input', () => (row[key] = box.value))
  return box
}

function rowOf(section: Section): Row {
  const { id, kind, label, hint = '' } = section
  const options = 'options' in section ? section.options.join('\n') : ''
  const { low = '', high = '' } = section.kind === 'scale' ? section : {}
  return { id, kind, label, hint, options, low, high }
}

function sectionOf(row: Row): Section {
  const { id, kind } = row
  const label = row.label.trim()
  switch (kind) {
    case 'text':
      return { id, kind, label, hint: row.hint.trim() || undefined }
    case 'scale':
      return { id, kind, label, min: 0, max: 10, low: row.low.trim(), high: row.high.trim() }
    case 'checks':
    case 'choice':
      return { id, kind, label, options: optionsOf(row) }
    case 'date':
    case 'chart':
      return { id, kind, label }
  }
}

function isChoosing({ kind }: Row) {
  return kind === 'checks' || kind === 'choice'
}

function optionsOf({ options }: Row) {
  return [
    ...new Set(
      options
        .split('\n')
        .map((option) => option.trim())
        .filter(Boolean)
    ),
  ]
}
