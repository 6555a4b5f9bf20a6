import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type Clinic from '#models/clinic'
import { clinicFolder } from '#clinics/database'

const SIGNATURES: Record<string, (start: Buffer) => boolean> = {
  png: (start) => start.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
  jpg: (start) => start.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  webp: (start) =>
    start.toString('latin1', 0, 4) === 'RIFF' && start.toString('latin1', 8, 12) === 'WEBP',
}

export const LOGO_TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
}

/**
 * Keeps an uploaded picture as the clinic's logo. What it is follows from its first bytes, not from its
 * name, because strangers see it on the sign-in page.
 *
 * @returns the file's name in the clinic's folder, or null when it is not a PNG, JPEG or WebP picture
 */
export async function keepLogo(clinic: Clinic, uploaded: string): Promise<string | null> {
  const content = await readFile(uploaded)
  const type = Object.keys(SIGNATURES).find((name) => SIGNATURES[name](content))
  if (!type) return null
  const name = `logo-${createHash('sha256').update(content).digest('hex').slice(0, 16)}.${type}`
  await writeFile(logoFile(clinic, name), content, { mode: 0o600 })
  return name
}

export async function removeLogo(clinic: Clinic, name: string) {
  await rm(logoFile(clinic, name), { force: true })
}

/** Where a clinic's logo lies. */
export function logoFile(clinic: Clinic, name: string) {
  return join(clinicFolder(clinic.id), 'files', name)
}
