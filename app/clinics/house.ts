import { loadPlugins } from '#plugins/loading'
import { upgradePlugins } from '#plugins/switch'
import { inClinic } from './clinic_in_hand.js'
import { sweepDeletedClinics } from './ending.js'
import { directory } from './directory.js'
import { clinicMigrator, coreMigrations, upgradeServerDatabase } from './upgrade.js'

/** Makes every database ready for this version. Runs before the first request and before a command's work. */
export async function openHouse() {
  await upgradeServerDatabase()
  await sweepDeletedClinics()
  await loadPlugins()
  for (const clinic of await directory.all())
    await inClinic(clinic, async () => {
      await clinicMigrator(clinic).up([coreMigrations()])
      await upgradePlugins()
    })
}
