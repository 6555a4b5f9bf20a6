import lodash from '@poppinss/utils/lodash'
import { attributes } from './markup.js'

/** What a form shows again after a mistake: sentences by field, and what was typed. */
export type Retry = {
  errors: Record<string, string[]>
  typed: Record<string, unknown>
}

type Option =
  string | number | { value: string | number; label: string; hint?: string; disabled?: boolean }

type FieldProps = {
  /** As validators spell it: `email`, `address.city`, `phones.0.number`. */
  name: string
  type?: string
  id?: string
  value?: unknown
  hint?: string
  checked?: boolean
  options?: Option[]
  [attribute: string]: unknown
}

/** What the field component itself reads; everything else becomes an attribute of the control. */
const OWN = new Set(
  'name type id value hint label checked options optional class prefix suffix inline card hideLabel'.split(
    ' '
  )
)
const GROUPS = ['radio', 'checkboxes', 'group']

/**
 * What a field shows: the ids that tie label, hint and error together, the value to begin with,
 * and the sentences beside it. After a mistake what was typed wins over what is stored.
 */
export function fieldState(props: FieldProps, { errors, typed }: Retry, formId?: string) {
  const type = props.type ?? 'text'
  const id = props.id ?? [formId, props.name].filter(Boolean).join('-').replaceAll('.', '-')
  const sentences = sentencesOf(props.name, errors)
  const isRetry = Object.keys(errors).length > 0
  const wasTyped = isRetry ? lodash.get(typed, props.name) : undefined
  const value =
    isRetry && (wasTyped !== undefined || type === 'checkboxes') ? wasTyped : props.value
  const isChecked = isRetry ? isOn(wasTyped) : (props.checked ?? props.value === true)
  const describedBy = [props.hint && `${id}-hint`, sentences.length && `${id}-error`].filter(
    Boolean
  )
  const name = htmlName(props.name) + (type === 'checkboxes' ? '[]' : '')
  const aria = {
    'aria-describedby': describedBy.length > 0 && describedBy,
    'aria-invalid': sentences.length > 0 && 'true',
  }
  return {
    ...{ id, name, type, value },
    errors: sentences,
    isGroup: GROUPS.includes(type),
    options: fieldOptions(props.options ?? [], value),
    describe: attributes(aria),
    attrs: attributes({ id, name, ...aria, ...rest(props), class: ['control', props.class] }),
    checkAttrs: attributes({
      ...{ id, name, ...aria, ...rest(props) },
      value: props.value === undefined || typeof props.value === 'boolean' ? '1' : props.value,
      checked: isChecked,
      class: type === 'switch' && 'switch',
    }),
  }
}

/** Sentences about the field itself, and about the members of a list (`tags.0`). */
function sentencesOf(name: string, errors: Retry['errors']) {
  const own = errors[name] ?? []
  const members = Object.keys(errors).filter(
    (key) => key.startsWith(`${name}.`) && /^\d+$/.test(key.slice(name.length + 1))
  )
  return [...new Set([...own, ...members.flatMap((key) => errors[key])])]
}

function rest(props: FieldProps) {
  return Object.fromEntries(Object.entries(props).filter(([key]) => !OWN.has(key)))
}

/** `address.city` as the body parser reads it: `address[city]`. */
function htmlName(name: string) {
  const [first, ...more] = name.split('.')
  return first + more.map((part) => `[${part}]`).join('')
}

/** Browsers send nothing for an empty box, so after a mistake "not there" means "not ticked". */
function isOn(value: unknown) {
  return ![undefined, null, '', 'false', '0', 'off', false, 0].includes(value as never)
}

/** Options as objects with a text for the value, and whether each is chosen. */
function fieldOptions(options: Option[], value: unknown) {
  const chosen = new Set((Array.isArray(value) ? value : [value ?? '']).map(String))
  return options.map((option) => {
    const whole = typeof option === 'object' ? option : { value: option, label: String(option) }
    return { ...whole, isChosen: chosen.has(String(whole.value)) }
  })
}

/** One or two letters for a person's round picture. */
export function initials(name: string) {
  const first = String.fromCodePoint(name.codePointAt(0) ?? 32)
  const lastWord = name.lastIndexOf(' ') + 1
  const last = lastWord ? String.fromCodePoint(name.codePointAt(lastWord) ?? 32) : ''
  return (first + last).trim().toUpperCase()
}
