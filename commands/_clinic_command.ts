import { BaseCommand } from '@adonisjs/core/ace'
import type Clinic from '#models/clinic'
import { directory } from '#clinics/directory'
import { openHouse } from '#start/house'

/** What the `clinic:` commands share: the databases made ready, and finding a clinic by what people type. */
export abstract class ClinicCommand extends BaseCommand {
  static options = { startApp: true }

  abstract work(): Promise<void>

  async run() {
    await openHouse()
    await this.work()
  }

  /** The clinic with this name, host or id; says which ones there are when none fits. */
  protected async findClinic(wanted: string): Promise<Clinic | null> {
    const clinics = await directory.all()
    const matches = clinics.filter(
      ({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase()
    )
    const byHost = matches.length ? null : await directory.findByHost(wanted)
    if (byHost) return byHost
    if (matches.length === 1) return matches[0]

    this.exitCode = 1
    this.logger.error(
      matches.length
        ? `${matches.length} clinics are called "${wanted}". Give the id instead; node ace clinic:list shows it.`
        : `There is no clinic "${wanted}". There are: ${clinics.map(({ name }) => name).join(', ') || 'none'}.`
    )
    return null
  }

  protected refuse(sentence: string) {
    this.exitCode = 1
    this.logger.error(sentence)
  }
}
