import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { OPERATOR } from '#audit/actor'
import { record } from '#audit/audit_log'
import { archiveClinic } from '#clinics/archive'
import { hostsOf } from '#clinics/hosts'
import { ClinicCommand } from './_clinic_command.js'
import { asOperator } from '#members/operator_acts'

export default class ClinicExport extends ClinicCommand {
  static commandName = 'clinic:export'
  static description = 'Write one archive with everything of a clinic: its database and its files'

  @args.string({ description: 'Name, host name or id' })
  declare clinic: string

  @flags.string({ description: 'The file to write' })
  declare to?: string

  async work() {
    const clinic = await this.findClinic(this.clinic)
    if (!clinic) return
    const file = resolve(this.to ?? `${clinic.id}-${new Date().toISOString().slice(0, 10)}.zip`)
    if (existsSync(file))
      return this.refuse(`${file} is already there. Move it away, or choose another with --to.`)

    const work = () => record({ action: 'clinic.exported', by: OPERATOR })
    await asOperator(clinic, 'exported', { work })
    const count = await archiveClinic(clinic, await hostsOf(clinic), file)
    this.logger.success(`Wrote ${count} files into ${file}. Keep it as safe as the server itself.`)
  }
}
