import { el, newId } from './dom.ts'

/** Nothing of a note is remembered or sent away by the browser itself: not for filling in, not for a spelling service. */
export const PRIVATE = { autocomplete: 'off', spellcheck: 'false', autocorrect: 'off' }

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
