import { directory } from '#clinics/directory'
import { hostsOf } from '#clinics/hosts'
import { ClinicCommand } from './_clinic_command.js'

export default class ClinicList extends ClinicCommand {
  static commandName = 'clinic:list'
  static description = 'List the clinics of this server with their host names'

  async work() {
    const clinics = await directory.all()
    if (!clinics.length)
      return this.logger.info(
        'This server has no clinic yet. Make one with node ace clinic:create.'
      )

    const table = this.ui.table().head(['Name', 'Host names', 'Id', 'Since'])
    for (const clinic of clinics) {
      const hosts = await hostsOf(clinic)
      table.row([clinic.name, hosts.join(' ') || '(any)', clinic.id, clinic.createdAt.toISODate()!])
    }
    table.render()
  }
}
