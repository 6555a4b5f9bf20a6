import { ClinicSchema } from '#database/server/schema'
import { hasMany } from '@adonisjs/lucid/orm'
import type { HasMany } from '@adonisjs/lucid/types/relations'
import ClinicHost from '#models/clinic_host'

/** One practice on this server. Lives in the server database; everything else about it in its own. */
export default class Clinic extends ClinicSchema {
  static connection = 'server'

  @hasMany(() => ClinicHost)
  declare hosts: HasMany<typeof ClinicHost>
}
