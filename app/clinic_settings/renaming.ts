import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import type Clinic from '#models/clinic'
import { inClinic } from '#clinics/clinic_in_hand'
import { directory } from '#clinics/directory'

/** Gives a clinic another name. Its hosts, its database and its address stay as they are. */
export async function renameClinic(clinic: Clinic, name: string, { by }: { by: Actor }) {
  if (clinic.name === name) return
  const from = clinic.name
  await clinic.merge({ name }).save()
  directory.forget()
  await inClinic(clinic, () =>
    record({ action: 'clinic.renamed', by, details: { from, to: name } })
  )
}
