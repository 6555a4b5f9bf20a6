import type { ApplicationService } from '@adonisjs/core/types'

/** Imports are worked on in the server process: it goes on with what was interrupted, and stops after the rows in hand. */
export default class ImportsProvider {
  constructor(protected app: ApplicationService) {}

  async ready() {
    if (this.app.getEnvironment() !== 'web') return
    const { directory } = await import('#clinics/directory')
    const { importer } = await import('#imports/importer')
    for (const clinic of await directory.all()) await importer.resume(clinic)
  }

  async shutdown() {
    if (this.app.getEnvironment() !== 'web') return
    const { importer } = await import('#imports/importer')
    await importer.stop()
  }
}
