import { args } from '@adonisjs/core/ace'
import { renameClinic } from '#clinic_settings/renaming'
import { OPERATOR } from '#audit/actor'
import { ClinicCommand } from './_clinic_command.js'
import { asOperator } from '#members/operator_acts'

export default class ClinicRename extends ClinicCommand {
  static commandName = 'clinic:rename'
  static description = 'Give a clinic another name'

  @args.string({ description: 'Name, host name or id' })
  declare clinic: string

  @args.string({ description: 'The new name' })
  declare newName: string

  async work() {
    const clinic = await this.findClinic(this.clinic)
    if (!clinic) return
    const before = clinic.name
    await renameClinic(clinic, this.newName, { by: OPERATOR })
    if (before !== clinic.name)
      await asOperator(clinic, 'renamed', { about: `${before} → ${clinic.name}` })
    this.logger.success(`"${before}" is now called "${clinic.name}"`)
  }
}
