import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicFolder } from '#clinics/database'

/** Where calendar files lie, encrypted, until they are imported: in the clinic's folder of files. */
export const FOLDER = 'calendars'
const KEPT_HOURS = 24

/** Removes the files that nobody came back for. */
export async function tidyCalendarImports() {
  const folder = join(clinicFolder(currentClinic().id), 'files', FOLDER)
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const oldest = DateTime.utc().minus({ hours: KEPT_HOURS }).toMillis()
  for (const file of files.filter((each) => each.isFile())) {
    const path = join(file.parentPath, file.name)
    const { mtimeMs } = await stat(path)
    if (mtimeMs < oldest) await rm(path, { force: true })
  }
}
