import type { ApplicationService } from '@adonisjs/core/types'

/** Sends each model to its database. The databases are upgraded by bin/server.ts, because code generation boots providers too. */
export default class ClinicsProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    const { BaseModel } = await import('@adonisjs/lucid/orm')
    const { ClinicAdapter } = await import('#clinics/adapter')
    BaseModel.$adapter = new ClinicAdapter(await this.app.container.make('lucid.db'))
  }

  async shutdown() {
    const { Sessions } = await import('#clinics/sessions')
    const { Attempts } = await import('#members/attempts')
    Sessions.close()
    Attempts.close()
  }
}
