import { inClinic } from './clinic_in_hand.js'
import { directory } from './directory.js'
import { clinicMigrator, coreMigrations, upgradeServerDatabase } from './upgrade.js'

/** Makes every database ready for this version. Runs before the first request and before a command's work. */
export async function openHouse() {
  await upgradeServerDatabase()
  for (const clinic of await directory.all())
    await inClinic(clinic, () => clinicMigrator(clinic).up([coreMigrations()]))
}
