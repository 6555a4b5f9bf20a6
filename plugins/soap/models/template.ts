import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { SoapTemplateSchema } from '../schema.js'
import { Stale } from './stale.js'

type Content = {
  version: number
  circle: string
  circleVersion: number
  envelope: string
  by: Actor
}

/** A template of the clinic's own. Its name and its questions are in the envelope. */
export default class Template extends SoapTemplateSchema {
  static table = 'soap_templates'

  /** @throws Stale when it was sent before */
  static async mustBeNew(id: string) {
    const known = await this.find(id)
    if (known) throw new Stale(known.version)
  }

  static async begin({ id, by, ...content }: Content & { id: string }) {
    return transaction(async () => {
      const template = await this.create({ id, ...content })
      await template.tell('soap.template_begun', by)
      return template
    })
  }

  /** @throws Stale */
  expect(version: number) {
    if (version !== this.version + 1) throw new Stale(this.version)
  }

  /** @throws Stale */
  async write({ by, version, ...content }: Content) {
    await transaction(async () => {
      await this.refresh()
      this.expect(version)
      await (this as Template).merge({ version, ...content }).save()
      await this.tell('soap.template_changed', by)
    })
  }

  /** Notes that were written by it hold its questions themselves, and stay as they are. */
  async remove({ by }: { by: Actor }) {
    await transaction(async () => {
      await this.delete()
      await this.tell('soap.template_removed', by)
    })
  }

  private async tell(action: string, by: Actor) {
    await record({ action, by, subject: { type: 'soap_template', id: this.id } })
  }
}
