import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { encrypted } from '#models/columns'
import type { Outcome } from '../gateways/sms.js'
import { RemindersGatewaySchema } from '../schema.js'
import type { Reason } from './reasons.js'

export const PROVIDERS = ['gatewayapi', 'gatewayapi_eu', 'twilio'] as const
export type Provider = (typeof PROVIDERS)[number]

type By = { by: Actor }
type Account = { provider: Provider; account?: string | null }
type Input = Account & {
  sender: string
  token?: string | null
  reportSecret?: string | null
  origin: string
}

/** Through whom the clinic sends SMS. There is one at most; while there is none, SMS is off. */
export default class Gateway extends RemindersGatewaySchema {
  static table = 'reminders_gateways'

  declare provider: Provider
  declare problem: Reason | null

  @encrypted('reminders_gateways.token')
  declare token: string

  @encrypted('reminders_gateways.report_secret')
  declare reportSecret: string | null

  static current() {
    return this.query().first()
  }

  static async isSetUp() {
    return (await this.query().select('id').first()) !== null
  }

  /** Sets the gateway up. What is secret stays as it is when nothing was typed, as long as it is the same account. */
  static async setUp({ token, reportSecret, ...input }: Input, { by }: By) {
    await transaction(async () => {
      const gateway = (await this.current()) ?? new Gateway()
      if (!gateway.keepsTokenFor(input)) gateway.reportSecret = null
      if (token) gateway.token = token
      if (reportSecret) gateway.reportSecret = reportSecret
      const account = input.provider === 'twilio' ? (input.account ?? null) : null
      gateway.merge({ ...input, account, problem: null, problemAt: null } as object)
      await gateway.save()
      await gateway.tell('gateway_set_up', by)
    })
  }

  /** Whether the token that is known is one for this account. */
  keepsTokenFor({ provider, account = null }: Account) {
    return this.provider === provider && (provider !== 'twilio' || this.account === account)
  }

  /** Forgets the gateway and its secrets. SMS is off from now on. */
  async remove({ by }: By) {
    await transaction(async () => {
      await this.delete()
      await this.tell('gateway_removed', by)
    })
  }

  /** Remembers whether it works, for the page that tells of it. */
  async learn(outcome: Outcome) {
    if (outcome.kind === 'accepted' && this.problem) await this.note(null)
    if (outcome.kind === 'wait' && outcome.isAboutAll) await this.note(outcome.reason)
  }

  private async note(problem: Reason | null) {
    this.merge({ problem, problemAt: problem && DateTime.utc() } as object)
    await this.save()
  }

  private async tell(what: string, by: Actor) {
    const { provider, sender } = this
    await record({ action: `reminders.${what}`, by, details: { provider, sender } })
  }
}
