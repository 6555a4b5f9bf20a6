import { rmSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { inClinic } from '#clinics/clinic_in_hand'
import { clinicFolder, closeClinicDatabase } from '#clinics/database'
import { clinicSettings } from '#clinics/settings'
import { directory, hostName } from '#clinics/directory'
import { clinicMigrator, coreMigrations } from '#clinics/upgrade'
import { reloadClinicState } from '#clinics/state'
import { serverTransaction } from '#clinics/transaction'
import Clinic from '#models/clinic'
import ClinicHost from '#models/clinic_host'
import ServerEvent from '#models/server_event'
import Member from '#models/member'
import type { Locale } from '#config/i18n'

export type Founding = {
  clinic: { name: string; locale: Locale; timeZone: string; currency: string; hosts?: string[] }
  owner: { name: string; email: string; password: string }
}

/**
 * Brings a clinic into the world: its database, its settings, its first owner, and last its row in the
 * server database. Until that row is there nobody can reach it; when a step fails, nothing is left.
 */
export async function foundClinic({ clinic: { name, hosts = [], ...settings }, owner }: Founding) {
  const clinic = new Clinic().fill({ id: uuidv7(), name })
  try {
    const first = await inClinic(clinic, async () => {
      await clinicMigrator(clinic).up([coreMigrations()])
      await reloadClinicState()
      await clinicSettings.write(settings)
      const password = owner.password.normalize('NFKC')
      const created = await Member.create({ ...owner, password, role: 'owner' })
      // What the database fills in by itself is only known once read.
      return created.refresh()
    })
    await register(clinic, hosts)
    return { clinic, owner: first }
  } catch (error) {
    await closeClinicDatabase(clinic.id)
    rmSync(clinicFolder(clinic.id), { recursive: true, force: true })
    throw error
  }
}

async function register(clinic: Clinic, hosts: string[]) {
  await serverTransaction(async (client) => {
    await clinic.useTransaction(client).save()
    for (const host of hosts) {
      await ClinicHost.create({ clinicId: clinic.id, host: hostName(host) }, { client })
    }
    await ServerEvent.create({ action: 'clinic.created', details: { id: clinic.id } }, { client })
  })
  directory.forget()
}
