import { args, flags } from '@adonisjs/core/ace'
import { deleteClinic } from '#clinics/ending'
import { ClinicCommand } from './_clinic_command.js'

export default class ClinicDelete extends ClinicCommand {
  static commandName = 'clinic:delete'
  static description = 'Delete a clinic with its database, files and sessions'

  @args.string({ description: 'Name, host name or id' })
  declare clinic: string

  @flags.string({ description: 'The name of the clinic once more, instead of being asked for it' })
  declare confirm?: string

  async work() {
    const clinic = await this.findClinic(this.clinic)
    if (!clinic) return
    this.logger.warning(
      `This deletes everything of "${clinic.name}": clients, members, files, settings. It cannot be undone.`
    )
    this.logger.info(`To keep a copy, first run: node ace clinic:export "${clinic.name}"`)
    const typed =
      this.confirm ?? (await this.prompt.ask('Type the name of the clinic to delete it'))
    if (typed !== clinic.name) return this.refuse('That is not its name. Nothing was deleted.')

    await deleteClinic(clinic)
    this.logger.success(
      `"${clinic.name}" is deleted. Archives and backups that you made of it are still where you put them.`
    )
  }
}
