import { TagSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'

/** A word that the clinic marks its clients with. */
export default class Tag extends TagSchema {
  async rename(name: string, { by }: { by: Actor }) {
    await transaction(async () => {
      this.name = name
      await this.save()
      await record({ action: 'tag.renamed', by, subject: { type: 'tag', id: this.id } })
    })
  }

  /** Takes the word away from every client. The clients stay. */
  async remove({ by }: { by: Actor }) {
    await transaction(async () => {
      await this.delete()
      await record({ action: 'tag.removed', by, subject: { type: 'tag', id: this.id } })
    })
  }
}
