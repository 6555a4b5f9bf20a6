import type { Answer, Drawing, Section } from '../notes/body.ts'
import { Chart } from './chart.ts'
import { el, newId } from './dom.ts'
import { choice, field, group, PRIVATE } from './fields.ts'

type Of<Kind extends Section['kind']> = Extract<Section, { kind: Kind }>
type Give = (answer: Answer) => void

/** One question of a note with its answer, as a control of its kind. */
export function questionField(section: Section, given: Answer | undefined, give: Give) {
  switch (section.kind) {
    case 'text':
      return textField(section, String(given ?? ''), give)
    case 'scale':
      return scaleField(section, typeof given === 'number' ? given : null, give)
    case 'checks':
      return checksField(section, Array.isArray(given) ? given : [], give)
    case 'choice':
      return choiceField(section, String(given ?? ''), give)
    case 'date':
      return dayField(section, String(given ?? ''), give)
    case 'chart':
      return group(section, new Chart(given as Drawing | undefined, give).element)
  }
}

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
