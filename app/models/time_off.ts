import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { DateTime } from 'luxon'
import { TimeOffSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { digestOf } from '#calendar/hours/digest'
import { minuteOf } from '#calendar/wall_time'
import { transaction } from '#clinics/transaction'
import Appointment from './appointment.js'
import { utcNow } from './columns.js'
import Member from './member.js'
import RemovedTimeOff from './removed_time_off.js'

export const TIME_OFF_KINDS = ['vacation', 'sick', 'course', 'other'] as const
export type TimeOffKind = (typeof TIME_OFF_KINDS)[number]

type By = { by: Actor }
/** `seen` is the digest of what whoever changes it had before their eyes; without one, it does not matter. */
type Change = By & { seen?: string }
type TimeOffValues = {
  kind: TimeOffKind
  startsAt: DateTime
  endsAt: DateTime
  importedUid?: string | null
}

/** Time in which a member cannot be booked, although it is working time. What is booked already stays: somebody must move it. */
export default class TimeOff extends TimeOffSchema {
  static table = 'time_off'

  declare kind: TimeOffKind

  @belongsTo(() => Member)
  declare member: BelongsTo<typeof Member>

  static async take(member: Member, values: TimeOffValues, { by }: By): Promise<TimeOff> {
    return transaction(async () => {
      const createdBy = by.member?.id ?? null
      const timeOff = await TimeOff.create({ memberId: member.id, createdBy, ...values })
      await timeOff.tell('time_off.taken', by)
      return timeOff
    })
  }

  /** Forgets what was removed and would be over by now. */
  static async forgetRemoved() {
    await RemovedTimeOff.query().where('endsAt', '<', utcNow()).delete()
  }

  /** What a member is away for from now on, and lately was. */
  static async ahead(member: Member, since: DateTime) {
    return this.query()
      .where('memberId', member.id)
      .where('endsAt', '>', since.toUTC().toISO()!)
      .orderBy('startsAt')
  }

  get isWithin() {
    return this.startsAt <= DateTime.utc() && DateTime.utc() < this.endsAt
  }

  /** Tells it from anything else that it may become. */
  get digest() {
    return digestOf([this.kind, this.startsAt.toMillis(), this.endsAt.toMillis()])
  }

  /** @returns false, and changes nothing, when it is no longer what was seen */
  async revise(values: TimeOffValues, { by, seen }: Change): Promise<boolean> {
    return transaction(async () => {
      if (!(await this.isStill(seen))) return false
      ;(this as TimeOff).merge(values)
      if (!this.$isDirty) return true
      await this.save()
      await this.tell('time_off.changed', by)
      return true
    })
  }

  /**
   * Takes it back. That it was there is kept until it would be over, so that the calendar file that it came
   * from does not bring it again.
   *
   * @returns as `revise` does
   */
  async cancel({ by, seen }: Change): Promise<boolean> {
    return transaction(async () => {
      if (!(await this.isStill(seen))) return false
      const { id, memberId, importedUid, endsAt } = this
      await RemovedTimeOff.create({ id, memberId, importedUid, endsAt })
      await this.delete()
      await this.tell('time_off.cancelled', by)
      return true
    })
  }

  /** What is booked with the member in this time, buffers included. */
  appointments() {
    return Appointment.query()
      .where('memberId', this.memberId)
      .whereNotIn('status', ['cancelled', 'missed', 'held'])
      .where('busyFrom', '<', minuteOf(this.endsAt))
      .where('busyUntil', '>', minuteOf(this.startsAt))
      .preload('service')
      .orderBy('startsAt')
  }

  private async isStill(seen?: string) {
    const stored = await TimeOff.find(this.id)
    return stored !== null && (!seen || seen === stored.digest)
  }

  private async tell(action: string, by: Actor) {
    const details = { from: this.startsAt.toISO(), until: this.endsAt.toISO() }
    await record({ action, by, subject: { type: 'member', id: this.memberId }, details })
  }
}
