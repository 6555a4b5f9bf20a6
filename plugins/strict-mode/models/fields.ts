import vine from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'

/** One thing that can be chosen about how strict a rule is. */
export type Field<Value = any> = {
  /** What `@field` shows, with what it takes besides its name and label. */
  control: { type: 'number' | 'select' | 'checkboxes'; [attribute: string]: unknown }
  /** What can be chosen, where that is a list; from mild to strict, where it has an order. */
  options?: readonly (string | number)[]
  /** Where the words for them are, below `strict-mode.options`. */
  words?: string
  /** What we advise. */
  preset: Value
  schema: () => SchemaTypes
  isMilder: (value: Value, than: Value) => boolean
}

export type Fields = Record<string, Field>

/** What was chosen in each field. */
export type ValuesOf<Some extends Fields> = {
  [Name in keyof Some]: Some[Name] extends Field<infer Value> ? Value : never
}

type Range = { min: number; max: number }

/** A whole number, where less is stricter. */
export function atMost(preset: number, range: Range): Field<number> {
  return { ...count(preset, range), isMilder: (value, than) => value > than }
}

/** A whole number, where more is stricter. */
export function atLeast(preset: number, range: Range): Field<number> {
  return { ...count(preset, range), isMilder: (value, than) => value < than }
}

function count(preset: number, { min, max }: Range) {
  return {
    control: { type: 'number', min, max, step: 1, required: true, class: 'control-short' } as const,
    preset,
    schema: () => vine.number().withoutDecimals().range([min, max]),
  }
}

/** One of these, from mild to strict. */
export function oneOf<const Option extends string | number>(
  options: readonly Option[],
  preset: NoInfer<Option>,
  words: string
): Field<Option> {
  return {
    control: { type: 'select', class: 'control-short' },
    ...{ options, words },
    preset,
    schema: () => choice(options),
    isMilder: (value, than) => options.indexOf(value) < options.indexOf(than),
  }
}

/** Any of these: to leave one out is milder. */
export function anyOf<const Option extends string>(
  options: readonly Option[],
  preset: readonly NoInfer<Option>[],
  words: string
): Field<readonly Option[]> {
  return {
    control: { type: 'checkboxes' },
    ...{ options, words },
    preset,
    schema: () => vine.array(vine.enum(options)).parse((value) => value ?? []),
    isMilder: (value, than) => than.some((option) => !value.includes(option)),
  }
}

/** What a form sends for a number is a text. */
function choice(options: readonly (string | number)[]): SchemaTypes {
  return typeof options[0] === 'number'
    ? vine.number().in(options as number[])
    : vine.enum(options as string[])
}
