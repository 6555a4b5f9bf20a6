import type { I18n } from '@adonisjs/i18n'
import { DateTime } from 'luxon'
import { clinicSettings } from '#clinics/settings'
import type Member from '#models/member'
import { isWeaker } from './change.js'
import type { Fields } from './fields.js'
import { type Fact, type Param, presetOf, type Rule, type Standing } from './rule.js'
import { standingOf } from './standing.js'

/** What somebody thinks about choosing, and what would come of it. */
export type Proposal = {
  values: Record<string, unknown>
  effects: string[]
  /** Whether it is what holds already. */
  isNow: boolean
  isWeaker: boolean
}

/** A rule in the reader's words, beside what is so in the clinic. */
export class ShownRule {
  readonly standing: Standing | null

  constructor(
    private rule: Rule,
    private members: Member[],
    private i18n: I18n
  ) {
    this.standing = standingOf(rule)
  }

  get id() {
    return this.rule.id
  }

  get icon() {
    return this.rule.icon
  }

  get name() {
    return this.i18n.t(`strict-mode.rules.${this.id}.name`)
  }

  get what() {
    return this.i18n.t(`strict-mode.rules.${this.id}.what`)
  }

  get articles() {
    return this.rule.articles.map(({ source, section }) => ({
      text: this.i18n.t(`strict-mode.articles.${source}`, { section }),
      isProposed: source === 'hipaa_proposed',
    }))
  }

  /** What can be chosen, as `@field` takes it. */
  get fields() {
    return Object.entries(this.rule.fields as Fields).map(
      ([name, { control, options, words }]) => ({
        ...control,
        name,
        label: this.i18n.t(`strict-mode.fields.${name}`),
        options: options?.map((value) => ({
          value,
          label: this.i18n.t(`strict-mode.options.${words}`, { value }),
        })),
      })
    )
  }

  /** How strict it is in words, field by field. */
  get strictness() {
    const values = this.standing?.values ?? {}
    return this.fields.map(({ name, label, options }) => {
      const chosen = new Set([values[name]].flat().map(String))
      const labels = options?.filter(({ value }) => chosen.has(String(value))) ?? []
      return { label, value: options ? labels.map((each) => each.label).join(', ') : values[name] }
    })
  }

  /** What is so now; null while the rule is off. */
  async measured() {
    if (!this.standing) return null
    const { members, standing } = this
    const fact = await this.rule.measure({ members, ...standing })
    const { holds, exceptions = [] } = fact
    return { holds, exceptions, sentence: this.sentence(fact) }
  }

  /** What would come of choosing these values, or of what holds or is advised where there are none. */
  async proposal(chosen?: Record<string, unknown> | null): Promise<Proposal> {
    const before = this.standing?.values ?? null
    const values = chosen ?? before ?? presetOf(this.rule)
    const isNow = JSON.stringify(values) === JSON.stringify(before)
    const facts = isNow ? [] : await this.rule.preview({ members: this.members, values })
    return {
      ...{ values, isNow },
      isWeaker: isWeaker({ rule: this.rule, values }, before),
      effects: facts.map((fact) => this.sentence(fact)),
    }
  }

  private sentence({ word, params = {} }: Fact) {
    const inWords = Object.entries(params).map(([name, value]) => [name, this.inWords(value)])
    return this.i18n.t(`strict-mode.rules.${this.id}.${word}`, Object.fromEntries(inWords))
  }

  private inWords(value: Param) {
    if (value instanceof DateTime) return this.date(value)
    return typeof value === 'object' ? this.i18n.t(value.word, value.params) : value
  }

  private date(moment: DateTime) {
    const { timeZone } = clinicSettings.read()
    return this.i18n.formatDate(moment, { dateStyle: 'long', timeZone })
  }
}
