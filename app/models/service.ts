import { manyToMany } from '@adonisjs/lucid/orm'
import type { ManyToMany } from '@adonisjs/lucid/types/relations'
import { ServiceSchema } from '#database/clinic/schema'
import Member from '#models/member'

/** What the clinic offers: a treatment, a consultation, a class. */
export default class Service extends ServiceSchema {
  /** Who offers it. */
  @manyToMany(() => Member, { pivotTable: 'service_members' })
  declare members: ManyToMany<typeof Member>

  get isGroup() {
    return this.capacity > 1
  }
}
