import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { DateTime } from 'luxon'
import { TimeOffSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { minuteOf } from '#calendar/wall_time'
import { transaction } from '#clinics/transaction'
import Appointment from './appointment.js'
import Member from './member.js'

export const TIME_OFF_KINDS = ['vacation', 'sick', 'course', 'other'] as const
export type TimeOffKind = (typeof TIME_OFF_KINDS)[number]

type By = { by: Actor }
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

  async revise(values: TimeOffValues, { by }: By) {
    await transaction(async () => {
      ;(this as TimeOff).merge(values)
      if (!this.$isDirty) return
      await this.save()
      await this.tell('time_off.changed', by)
    })
  }

  async cancel({ by }: By) {
    await transaction(async () => {
      await this.delete()
      await this.tell('time_off.cancelled', by)
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

  private async tell(action: string, by: Actor) {
    const details = { from: this.startsAt.toISO(), until: this.endsAt.toISO() }
    await record({ action, by, subject: { type: 'member', id: this.memberId }, details })
  }
}
