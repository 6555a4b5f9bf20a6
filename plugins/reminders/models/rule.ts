import { DateTime } from 'luxon'
import { hasMany, manyToMany } from '@adonisjs/lucid/orm'
import type { HasMany, ManyToMany } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import type { Locale } from '#config/i18n'
import Service from '#models/service'
import { RemindersRuleSchema } from '../schema.js'
import type { Channel } from './channel.js'
import Message from './message.js'
import Text, { type Words } from './text.js'

export const UNITS = ['hours', 'days'] as const

type By = { by: Actor }
export type RuleValues = {
  channel: Channel
  unit: (typeof UNITS)[number]
  amount: number
  clock: string | null
  forAllServices: boolean
  services: string[]
}

/** One reminder that the clinic sends before an appointment: how, how long before, and for which services. */
export default class Rule extends RemindersRuleSchema {
  static table = 'reminders_rules'

  declare channel: Channel
  declare unit: (typeof UNITS)[number]

  @manyToMany(() => Service, {
    pivotTable: 'reminders_rule_services',
    pivotForeignKey: 'rule_id',
    pivotRelatedForeignKey: 'service_id',
  })
  declare services: ManyToMany<typeof Service>

  @hasMany(() => Text, { foreignKey: 'ruleId' })
  declare texts: HasMany<typeof Text>

  /** All rules with their services, the longest before first. */
  static async inOrder() {
    const rules = await this.query().preload('services').orderBy('id')
    return rules.sort((one, other) => other.hoursBefore - one.hoursBefore)
  }

  static async make(values: RuleValues, { by }: By) {
    return transaction(async () => {
      const rule = new Rule()
      rule.createdBy = by.member?.id ?? null
      await rule.write(values)
      await rule.tell('rule_added', by)
      return rule
    })
  }

  /** Roughly how long before, to sort by. */
  get hoursBefore() {
    return this.unit === 'hours' ? this.amount : this.amount * 24
  }

  /** Whether it is for this service. An appointment without one is for all services at most. */
  covers(serviceId: string | null) {
    return this.forAllServices || this.services.some(({ id }) => id === serviceId)
  }

  async revise(values: RuleValues, { by }: By) {
    await transaction(async () => {
      await this.write(values)
      await this.tell('rule_changed', by)
    })
  }

  /** What waits to be sent by it is never sent. What was sent stays in the history. */
  async remove({ by }: By) {
    await transaction(async () => {
      await this.tell('rule_removed', by)
      await Message.open().where('ruleId', this.id).delete()
      await this.delete()
    })
  }

  /** Writes the clinic's own words in one language. */
  async word(locale: Locale, words: Words, { by }: By) {
    await transaction(async () => {
      const own = { ruleId: this.id, locale }
      const text = (await Text.findBy(own)) ?? new Text().merge(own)
      await text.merge(words).save()
      await this.tell('text_written', by, { locale })
    })
  }

  /** Goes back to the plugin's words in one language. */
  async unword(locale: Locale, { by }: By) {
    await transaction(async () => {
      await Text.query().where({ ruleId: this.id, locale }).delete()
      await this.tell('text_removed', by, { locale })
    })
  }

  private async write({ services, ...values }: RuleValues) {
    ;(this as Rule).merge({ ...values, clock: values.unit === 'days' ? values.clock : null })
    // Its services are rows of their own: what is planned by it is looked at anew all the same.
    this.updatedAt = DateTime.utc()
    await this.save()
    await this.cover(values.forAllServices ? [] : services)
    await (this as Rule).load('services')
  }

  private async cover(serviceIds: readonly string[]) {
    const table = 'reminders_rule_services'
    await clinicClient().from(table).where('rule_id', this.id).delete()
    for (const serviceId of serviceIds)
      await clinicClient()
        .insertQuery()
        .table(table)
        .insert({ rule_id: this.id, service_id: serviceId })
  }

  private async tell(what: string, by: Actor, details: Record<string, unknown> = {}) {
    const { channel, unit, amount } = this
    await record({
      action: `reminders.${what}`,
      by,
      subject: { type: 'reminder', id: this.id },
      details: { channel, unit, amount, ...details },
    })
  }
}
