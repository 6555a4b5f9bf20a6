import { loadPlugins } from '#plugins/loading'
import { upgradePlugins } from '#plugins/switch'
import { inClinic } from '#clinics/clinic_in_hand'
import { sweepDeletedClinics } from '#clinics/ending'
import { directory } from '#clinics/directory'
import { clinicMigrator, coreMigrations, upgradeServerDatabase } from '#clinics/upgrade'

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
