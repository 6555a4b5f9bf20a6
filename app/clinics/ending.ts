import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type Clinic from '#models/clinic'
import ServerEvent from '#models/server_event'
import { clinicFolder, closeClinicDatabase } from './database.js'
import { directory } from './directory.js'
import { Sessions } from './sessions.js'
import { serverTransaction } from './transaction.js'

const DOOMED = '.deleted'

/**
 * Ends a clinic. Its database, its files, its sessions and its host names are gone; what stays is one
 * line in the server's own log, that a clinic with this id was deleted.
 *
 * The folder is moved aside first, so that a crash leaves either the whole clinic or a rest that
 * `sweepDeletedClinics` clears at the next start.
 */
export async function deleteClinic(clinic: Clinic) {
  const folder = clinicFolder(clinic.id)
  await closeClinicDatabase(clinic.id)
  renameSync(folder, folder + DOOMED)
  try {
    await serverTransaction(async (client) => {
      await client.from('clinics').where('id', clinic.id).delete()
      await ServerEvent.create({ action: 'clinic.deleted', details: { id: clinic.id } }, { client })
    })
  } catch (error) {
    renameSync(folder + DOOMED, folder)
    throw error
  }
  directory.forget()
  Sessions.instance.removeOfClinic(clinic.id)
  rmSync(folder + DOOMED, { recursive: true, force: true })
}

/** Finishes deletions that a crash interrupted, or takes them back where the server still knows the clinic. */
export async function sweepDeletedClinics() {
  const clinics = await directory.all()
  const known = new Set(clinics.map(({ id }) => id))
  const folder = dirname(clinicFolder('any'))
  const doomed = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith(DOOMED))
    : []
  for (const name of doomed) {
    const id = name.slice(0, -DOOMED.length)
    if (known.has(id)) renameSync(join(folder, name), join(folder, id))
    else rmSync(join(folder, name), { recursive: true, force: true })
  }
}
