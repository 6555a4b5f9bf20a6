import {
  type Answer,
  byTemplate,
  type NoteBody,
  type Section,
  type Template,
} from '../notes/body.ts'
import { el } from './dom.ts'
import { field, PRIVATE } from './fields.ts'
import { t } from './page.ts'
import { questionField } from './questions.ts'

type Change = (part: Partial<NoteBody>) => void

/** A note to write: its template, its day, its title and its questions. Tells of each part that changes. */
export class NoteForm {
  readonly element: HTMLElement
  private questions = el('div', { class: 'form' })

  constructor(
    private body: NoteBody,
    private templates: Template[],
    private onChange: Change
  ) {
    this.element = el(
      'div',
      { class: 'form' },
      el('div', { class: 'form-row' }, this.templateField(), this.dateField()),
      this.titleField(),
      this.questions
    )
    this.ask()
  }

  private ask() {
    const { template, answers } = this.body
    const asked = template.sections.map((section) => this.question(section, answers[section.id]))
    this.questions.replaceChildren(...asked)
  }

  private question(section: Section, given: Answer | undefined) {
    return questionField(section, given, (answer) =>
      this.change({ answers: { ...this.body.answers, [section.id]: answer } })
    )
  }

  private templateField() {
    const select = el('select', { class: 'control' })
    const own = this.body.template
    const isKnown = this.templates.some(({ id }) => id === own.id)
    const all = isKnown ? this.templates : [own, ...this.templates]
    for (const { id, name } of all)
      select.append(el('option', { value: id, selected: id === own.id }, name))
    select.addEventListener('change', () => {
      this.change(
        byTemplate(
          this.body,
          all.find(({ id }) => id === select.value)!
        )
      )
      this.ask()
    })
    return field(t('soap.browser.template'), select)
  }

  private titleField() {
    const input = el('input', { class: 'control', maxlength: 200, ...PRIVATE })
    input.value = this.body.title
    input.addEventListener('input', () => this.change({ title: input.value }))
    return field(t('soap.browser.title'), input)
  }

  private dateField() {
    const input = el('input', { type: 'date', class: 'control', ...PRIVATE })
    input.value = this.body.date
    input.addEventListener('input', () => {
      if (input.value) this.change({ date: input.value })
    })
    return field(t('soap.browser.date'), input)
  }

  private change(part: Partial<NoteBody>) {
    this.body = { ...this.body, ...part }
    this.onChange(part)
  }
}
