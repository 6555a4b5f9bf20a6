import type { DateTime } from 'luxon'
import type Member from '#models/member'
import type { PrecautionAnswers, Question } from '#plugins/precautions'
import type { Article } from './articles.js'
import type { Fields, ValuesOf } from './fields.js'

/** A rule that is on: since when, and how strict. */
export type Standing<Values = any> = { since: DateTime; values: Values }

/** What stands in a sentence. Moments become dates; words of somebody else are a key with what stands in them. */
export type Param =
  string | number | DateTime | { word: string; params?: Record<string, string | number> }

/** A fact in words: a key below `strict-mode.rules.<id>`, and what stands in the sentence. */
export type Fact = { word: string; params?: Record<string, Param> }

/** What is so in the running clinic: whether the rule holds for everybody, and for whom not. */
export type Measure = Fact & { holds: boolean; exceptions?: string[] }

/** The clinic as it is: those who work there, without those who left. */
export type Setting<Values> = { members: Member[]; values: Values }

type Answers<Values> = {
  [Name in Question]?: (
    standing: Standing<Values>,
    ...asked: Parameters<PrecautionAnswers[Name]>
  ) => ReturnType<PrecautionAnswers[Name]>
}

export type Rule<Some extends Fields = any> = {
  /** The name of its file, of its words and in its address. */
  id: string
  icon: string
  /** What it answers to. */
  articles: readonly Article[]
  /** How strict it can be. */
  fields: Some
  /** What it answers, while it is on, when the core asks. Never milder for a `since` that is longer ago. */
  answers?: Answers<ValuesOf<Some>>
  /** What would change for whom if it were switched on, or made this strict, now. */
  preview: (setting: Setting<ValuesOf<Some>>) => Promise<Fact[]> | Fact[]
  /** What is so now, asked of the running system, and not of the rule. */
  measure: (
    setting: Setting<ValuesOf<Some>> & Standing<ValuesOf<Some>>
  ) => Promise<Measure> | Measure
}

/** Declares a rule: the default export of `rules/<id>.ts`. */
export function defineRule<const Some extends Fields>(rule: Rule<Some>): Rule<Some> {
  return rule
}

/** What we advise for a rule. */
export function presetOf({ fields }: Rule): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields as Fields).map(([name, { preset }]) => [name, preset])
  )
}

/** Whether some value is milder than before, so that the rule protects less in some way. */
export function isMilder(
  { fields }: Rule,
  values: Record<string, unknown>,
  than: Record<string, unknown>
) {
  return Object.entries(fields as Fields).some(([name, field]) =>
    field.isMilder(values[name], than[name])
  )
}
