import { BaseCommand } from '@adonisjs/core/ace'

export default class DemoSeed extends BaseCommand {
  static commandName = 'demo:seed'
  static description = 'Make the demo clinic, in a data folder that has no clinic yet'
  static options = { startApp: true }

  async run() {
    const { directory } = await import('#clinics/directory')
    const { openHouse } = await import('#start/house')
    await openHouse()
    const clinics = await directory.all()
    if (clinics.length) {
      this.exitCode = 1
      this.logger.error(
        `This data folder already has ${clinics.length === 1 ? 'a clinic' : 'clinics'}, and is left as it is. ` +
          'For the demo, choose another: DATA_DIR=demo npm start -- --demo'
      )
      return
    }

    const { seedDemoClinic } = await import('#database/seeders/demo_clinic')
    const { clinic, password, members, hints } = await seedDemoClinic()
    this.logger.success(
      `${clinic.name} is there, with four members. Their password is: ${password}`
    )
    const table = this.ui.table().head(['Name', 'E-mail', 'Role'])
    for (const { name, email, role } of members) table.row([name, email, role])
    table.render()
    for (const hint of hints) this.logger.info(hint)
  }
}
