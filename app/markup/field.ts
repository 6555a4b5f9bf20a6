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

/** What the component reads itself; everything else becomes an attribute of the control. */
const OWN =
  /^(name|type|id|value|hint|label|checked|options|optional|placeholder|class|prefix|suffix|inline|card|hideLabel)$/

/**
 * One field of a form as the component prints it: the ids that tie label, hint and error together,
 * the value to begin with, and the sentences beside it. After a mistake what was typed wins over
 * what is stored.
 */
export class Field {
  readonly type: string
  readonly id: string
  readonly errors: string[]
  readonly value: unknown

  constructor(
    private props: FieldProps,
    private retry: Retry,
    formId?: string
  ) {
    this.type = props.type ?? 'text'
    this.id = props.id ?? [formId, props.name].filter(Boolean).join('-').replaceAll('.', '-')
    this.errors = sentencesOf(props.name, retry.errors)
    this.value = this.isTypedAnew ? this.typed : props.value
  }

  /** `address.city` as the body parser reads it: `address[city]`. */
  get name() {
    const [first, ...more] = this.props.name.split('.')
    const brackets = more.map((part) => `[${part}]`).join('')
    return first + brackets + (this.type === 'checkboxes' ? '[]' : '')
  }

  get isGroup() {
    return ['radio', 'checkboxes', 'group'].includes(this.type)
  }

  /** Of an input, a textarea or a select. */
  get attributes() {
    const { class: css, placeholder } = this.props
    return attributes({
      ...this.common,
      class: ['control', css],
      placeholder: this.type !== 'select' && placeholder,
    })
  }

  /** Of a single box. What it sends is `1`, or its value where that is no boolean. */
  get boxAttributes() {
    const { value = true, checked = value === true && 'value' in this.props } = this.props
    return attributes({
      ...this.common,
      value: typeof value === 'boolean' ? '1' : value,
      checked: this.isRetry ? isOn(this.typed) : checked,
      role: this.type === 'switch' && 'switch',
      class: this.type === 'switch' && 'switch',
    })
  }

  /** Of the fieldset around several boxes. */
  get groupAttributes() {
    const { name, ...common } = this.common
    return attributes({ ...common, role: this.type === 'radio' && 'radiogroup' })
  }

  /** Options as objects with a text for the value, and whether each is chosen. */
  get options() {
    const values = Array.isArray(this.value) ? this.value : [this.value ?? '']
    const chosen = new Set(values.map(String))
    return (this.props.options ?? []).map((option) => {
      const whole = typeof option === 'object' ? option : { value: option, label: String(option) }
      return { ...whole, isChosen: chosen.has(String(whole.value)) }
    })
  }

  private get common() {
    const { id, errors, name } = this
    const describedBy = [this.props.hint && `${id}-hint`, errors.length && `${id}-error`]
    const more = Object.entries(this.props).filter(([key]) => !OWN.test(key))
    return {
      'id': id,
      'name': name,
      'aria-describedby': describedBy.some(Boolean) && describedBy,
      'aria-invalid': errors.length > 0 && 'true',
      ...Object.fromEntries(more),
    }
  }

  private get isRetry() {
    return Object.keys(this.retry.errors).length > 0
  }

  private get typed() {
    return lodash.get(this.retry.typed, this.props.name)
  }

  /** Browsers send nothing for empty boxes, so after a mistake "not there" means "none ticked". */
  private get isTypedAnew() {
    return this.isRetry && (this.typed !== undefined || this.type === 'checkboxes')
  }
}

/** For templates, which know no `new`. */
export function field(props: FieldProps, retry: Retry, formId?: string) {
  return new Field(props, retry, formId)
}

/** Sentences about the field itself, and about the members of a list (`tags.0`). */
function sentencesOf(name: string, errors: Retry['errors']) {
  const isAbout = (key: string) =>
    key === name || (key.startsWith(`${name}.`) && /^\d+$/.test(key.slice(name.length + 1)))
  return [
    ...new Set(
      Object.keys(errors)
        .filter(isAbout)
        .flatMap((key) => errors[key])
    ),
  ]
}

const OFF: readonly unknown[] = [undefined, null, '', 'false', '0', 'off', false, 0]

function isOn(value: unknown) {
  return !OFF.includes(value)
}
