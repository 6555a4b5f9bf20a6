import { existsSync, readdirSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import db from '@adonisjs/lucid/services/db'
import type Clinic from '#models/clinic'
import { clinicConnection } from './database.js'
import { HeldFiles } from './held_files.js'

/**
 * Everything that a clinic owns as one ZIP file: `clinic.sqlite`, consistent while the clinic works
 * on; `files/`; and `clinic.json`, which says what it is and needs. What is encrypted stays encrypted:
 * to read it elsewhere, the new server needs the DATA_KEY and AUDIT_KEY of this one.
 *
 * @returns how many files the archive holds
 */
export async function archiveClinic(
  clinic: Clinic,
  hosts: string[],
  target: string
): Promise<number> {
  const held = await HeldFiles.of(clinic.id)
  try {
    const { copy, files } = await takePicture(clinic, held)
    await writeZip(target, (zip) => {
      zip.addFile(copy, 'clinic.sqlite')
      for (const { path, name } of files) zip.addFile(path, `files/${name}`)
      zip.addBuffer(Buffer.from(JSON.stringify(describe(clinic, hosts), null, 2)), 'clinic.json')
    })
    return files.length + 2
  } finally {
    await held.letGo()
  }
}

/** Not over anything that is there; and half an archive looks like one, so it goes. */
async function writeZip(target: string, fill: (zip: yazl.ZipFile) => void) {
  const file = await open(target, 'wx', 0o600)
  try {
    const zip = new yazl.ZipFile()
    const content = zip.outputStream as Readable
    // A file that has not the size any more that it had a moment ago: nobody else would hear of it.
    zip.on('error', (error: Error) => content.destroy(error))
    fill(zip)
    zip.end()
    await pipeline(content, file.createWriteStream())
  } catch (error) {
    await file.close().catch(() => null)
    await rm(target, { force: true })
    throw error
  }
}

/**
 * The database in one moment, and each file that it tells of: what is discarded right after that moment was held before it,
 * and what came right before it is held after it. Only a file that came and went meanwhile is in neither.
 *
 * The copy lies with what is held: elsewhere it would outlive an export that is broken off, and everybody who is deleted.
 */
async function takePicture(clinic: Clinic, held: HeldFiles) {
  await held.hold('files')
  const copy = join(held.place, 'clinic.sqlite')
  await db.connection(clinicConnection(clinic.id)).rawQuery('VACUUM INTO ?', [copy])
  return { copy, files: filesOf(await held.hold('files')) }
}

function describe(clinic: Clinic, hosts: string[]) {
  return {
    format: 'fortrolig-clinic-1',
    id: clinic.id,
    name: clinic.name,
    hosts,
    createdAt: clinic.createdAt.toISO(),
    exportedAt: new Date().toISOString(),
    needs: ['DATA_KEY', 'AUDIT_KEY'],
  }
}

function filesOf(folder: string) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path) }))
}
