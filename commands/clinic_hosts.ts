import { args } from '@adonisjs/core/ace'
import { OPERATOR } from '#audit/actor'
import { record } from '#audit/audit_log'
import { hostsOf, hostsTaken, isHostName, parseHosts, setHosts } from '#clinics/hosts'
import { ClinicCommand } from './_clinic_command.js'
import { asOperator } from '#members/operator_acts'

export default class ClinicHosts extends ClinicCommand {
  static commandName = 'clinic:hosts'
  static description = "Show a clinic's host names, or set them"

  @args.string({ description: 'Name, host name or id' })
  declare clinic: string

  @args.spread({ description: 'The host names that it shall have', required: false })
  declare hosts?: string[]

  async work() {
    const clinic = await this.findClinic(this.clinic)
    if (!clinic) return
    if (this.hosts?.length) {
      const hosts = parseHosts(this.hosts.join(' '))
      const wrong = hosts.filter((host) => !isHostName(host))
      if (wrong.length)
        return this.refuse(
          `This is not a host name: ${wrong.join(', ')}. Give it without https:// and without a path.`
        )
      const taken = await hostsTaken(hosts, clinic.id)
      if (taken.length)
        return this.refuse(`Another clinic answers at ${taken.join(', ')}. Nothing was changed.`)
      const before = await hostsOf(clinic)
      await setHosts(clinic, hosts)
      await asOperator(clinic, 'hosts_changed', {
        about: hosts.join(', '),
        work: () =>
          record({
            action: 'clinic.hosts_changed',
            by: OPERATOR,
            details: { before, after: hosts },
          }),
      })
    }
    const hosts = await hostsOf(clinic)
    this.logger.info(
      `${clinic.name}: ${hosts.join(' ') || 'any host name, because no other clinic is here'}`
    )
  }
}
