import { inClinic } from './clinic_in_hand.js'
import { clinicSettings } from './settings.js'
import { directory, hostName } from './directory.js'
import { clinicMigrator, coreMigrations } from './upgrade.js'
import { reloadClinicState } from './state.js'
import { serverTransaction } from './transaction.js'
import Clinic from '#models/clinic'
import ClinicHost from '#models/clinic_host'
import Member from '#models/member'
import type { Locale } from '#config/i18n'

export type Founding = {
  clinic: { name: string; locale: Locale; timeZone: string; currency: string; hosts?: string[] }
  owner: { name: string; email: string; password: string }
}

/** Brings a clinic into the world: its row, its database, its settings and its first owner. */
export async function foundClinic({ clinic: { name, hosts = [], ...settings }, owner }: Founding) {
  const clinic = await serverTransaction(async (client) => {
    const created = await Clinic.create({ name }, { client })
    for (const host of hosts)
      await ClinicHost.create({ clinicId: created.id, host: hostName(host) }, { client })
    return created
  })
  directory.forget()
  return inClinic(clinic, async () => {
    await clinicMigrator(clinic).up([coreMigrations()])
    await reloadClinicState()
    await clinicSettings.write(settings)
    return { clinic, owner: await Member.create({ ...owner, role: 'owner' }) }
  })
}
