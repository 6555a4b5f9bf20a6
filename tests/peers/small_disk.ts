import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clinicFolder, closeClinicDatabase } from '#clinics/database'
import type Clinic from '#models/clinic'

const SIZE = '6m'
const BALLAST_BYTES = 1024 * 1024

/** A disk of a few megabytes under a clinic's folder, with a file on it that can be deleted to make room. */
export class SmallDisk {
  static async under({ id }: Clinic) {
    const folder = clinicFolder(id)
    const disk = new SmallDisk(mkdtempSync(join(tmpdir(), 'fortrolig-disk-')))
    disk.mount()
    await closeClinicDatabase(id)
    cpSync(folder, disk.folder, { recursive: true })
    rmSync(folder, { recursive: true })
    symlinkSync(disk.folder, folder)
    writeFileSync(disk.ballast, Buffer.alloc(BALLAST_BYTES))
    return disk
  }

  /** Whether this machine lets us mount one: it wants root, and more than most containers give. */
  static isPossible() {
    const disk = new SmallDisk(mkdtempSync(join(tmpdir(), 'fortrolig-disk-')))
    const isMounted = disk.mount()
    disk.remove()
    return isMounted
  }

  private constructor(private folder: string) {}

  makeRoom() {
    rmSync(this.ballast)
  }

  /** Also while the database on it is still open. */
  remove() {
    spawnSync('umount', ['--lazy', this.folder])
    rmSync(this.folder, { recursive: true })
  }

  private get ballast() {
    return join(this.folder, 'ballast')
  }

  private mount() {
    const args = ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', this.folder]
    return spawnSync('mount', args).status === 0
  }
}
