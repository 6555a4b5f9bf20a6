import type { Answer, Drawing, NoteBody, Section } from '../notes/body.ts'
import { Chart } from './chart.ts'
import { el, newId } from './dom.ts'
import { t } from './page.ts'

/** Nothing of a note is remembered or sent away by the browser itself: not for filling in, not for a spelling service. */
const PRIVATE = { autocomplete: 'off', spellcheck: 'false', autocorrect: 'off' }

/** The questions of a note as a form. Tells of the whole note at each change. */
export class NoteForm {
  readonly element: HTMLElement

  constructor(
    private body: NoteBody,
    private onChange: (body: NoteBody) => void
  ) {
    this.element = el(
      'div',
      { class: 'form' },
      el('div', { class: 'form-row' }, this.titleField(), this.dateField()),
      ...body.template.sections.map((section) => this.section(section))
    )
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

  private section(section: Section): HTMLElement {
    const given = this.body.answers[section.id]
    const answer = (value: Answer) =>
      this.change({ answers: { ...this.body.answers, [section.id]: value } })
    switch (section.kind) {
      case 'text':
        return textField(section, String(given ?? ''), answer)
      case 'scale':
        return scaleField(section, typeof given === 'number' ? given : null, answer)
      case 'checks':
        return checksField(section, Array.isArray(given) ? given : [], answer)
      case 'choice':
        return choiceField(section, String(given ?? ''), answer)
      case 'date':
        return dayField(section, String(given ?? ''), answer)
      case 'chart':
        return group(section, new Chart(given as Drawing | undefined, answer).element)
    }
  }

  private change(part: Partial<NoteBody>) {
    this.body = { ...this.body, ...part }
    this.onChange(this.body)
  }
}

type Of<Kind extends Section['kind']> = Extract<Section, { kind: Kind }>
type Give = (answer: Answer) => void

function textField(section: Of<'text'>, given: string, give: Give) {
  const box = el('textarea', { class: 'control', rows: section.rows ?? 4, ...PRIVATE })
  box.value = given
  box.addEventListener('input', () => give(box.value))
  return field(section.label, box, section.hint)
}

/** A row of numbers to choose from: one tap with a finger, arrows with the keyboard. */
function scaleField(
  { label, hint, min, max, low, high }: Of<'scale'>,
  given: number | null,
  give: Give
) {
  const name = newId()
  const steps = Array.from({ length: max - min + 1 }, (_, index) => min + index)
  const choices = steps.map((step) => {
    const input = el('input', { type: 'radio', name, value: step, checked: step === given })
    input.addEventListener('change', () => give(step))
    return el('label', { class: 'soap-step' }, input, el('span', {}, String(step)))
  })
  const ends = [low, high].map((words) => el('span', {}, words))
  return group(
    { label, hint },
    el('div', { class: 'soap-scale' }, ...choices),
    el('div', { class: 'soap-scale-ends muted small' }, ...ends)
  )
}

function checksField({ label, hint, options }: Of<'checks'>, given: string[], give: Give) {
  const chosen = new Set(given)
  const choices = options.map((option) => {
    const input = el('input', { type: 'checkbox', checked: chosen.has(option) })
    input.addEventListener('change', () => {
      if (input.checked) chosen.add(option)
      else chosen.delete(option)
      give(options.filter((each) => chosen.has(each)))
    })
    return choice(input, option)
  })
  return group({ label, hint }, el('div', { class: 'choices-inline' }, ...choices))
}

function choiceField({ label, hint, options }: Of<'choice'>, given: string, give: Give) {
  const name = newId()
  const choices = options.map((option) => {
    const input = el('input', { type: 'radio', name, value: option, checked: option === given })
    input.addEventListener('change', () => give(option))
    return choice(input, option)
  })
  return group({ label, hint }, el('div', { class: 'choices-inline' }, ...choices))
}

function dayField({ label, hint }: Of<'date'>, given: string, give: Give) {
  const input = el('input', { type: 'date', class: 'control control-short', ...PRIVATE })
  input.value = given
  input.addEventListener('input', () => give(input.value))
  return field(label, input, hint)
}

/** A label above a control. */
export function field(label: string, control: HTMLElement, hint?: string) {
  const id = newId()
  control.id = id
  if (hint) control.setAttribute('aria-describedby', `${id}-hint`)
  return el(
    'div',
    { class: 'field' },
    el('label', { class: 'field-label', for: id }, label),
    hint && el('p', { class: 'field-hint', id: `${id}-hint` }, hint),
    control
  )
}

/** A legend above several. */
export function group(
  { label, hint }: { label: string; hint?: string },
  ...controls: HTMLElement[]
) {
  return el(
    'fieldset',
    { class: 'field' },
    el('legend', { class: 'field-label' }, label),
    hint && el('p', { class: 'field-hint' }, hint),
    ...controls
  )
}

export function choice(input: HTMLInputElement, text: string) {
  return el(
    'label',
    { class: 'choice' },
    input,
    el('span', { class: 'choice-text' }, el('span', {}, text))
  )
}
