import { constants } from 'node:fs'
import { copyFile, link, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { DateTime } from 'luxon'
import { clinicFolder } from './database.js'

const PREFIX = 'held-'
/** How the name of a file ends that is still being written: it gets its own when it is whole. */
export const UNFINISHED = '.part'
/** Longer than any export takes. */
const KEPT_HOURS = 24

/**
 * A clinic's files for whoever takes long to read them: a second name for each, on the same disk, in a folder where nobody
 * looks for files. What is thrown away meanwhile stays readable there, until they are let go.
 */
export class HeldFiles {
  static async of(clinicId: string) {
    await this.tidy(clinicId)
    return new HeldFiles(clinicId, await mkdtemp(join(clinicFolder(clinicId), PREFIX)))
  }

  /** Lets go what somebody held who was broken off: files that were thrown away must not live on by it. */
  static async tidy(clinicId: string) {
    const home = clinicFolder(clinicId)
    const oldest = DateTime.utc().minus({ hours: KEPT_HOURS }).toMillis()
    for (const name of await readdir(home)) {
      if (!name.startsWith(PREFIX)) continue
      const place = join(home, name)
      const found = await stat(place).catch(orNull)
      // Not there: let go by another since the folder was read.
      if (found && found.mtimeMs < oldest) await rm(place, { recursive: true, force: true })
    }
  }

  private constructor(
    private clinicId: string,
    readonly place: string
  ) {}

  /**
   * Holds what lies in a folder of the clinic now, beside what was held before.
   *
   * @returns where the second names are
   */
  async hold(folder: string): Promise<string> {
    const home = clinicFolder(this.clinicId)
    const options = { recursive: true, withFileTypes: true } as const
    const entries = (await readdir(join(home, folder), options).catch(orNull)) ?? []
    const whole = entries.filter((each) => each.isFile() && !each.name.endsWith(UNFINISHED))
    for (const entry of whole) {
      const path = join(entry.parentPath, entry.name)
      const second = join(this.place, relative(home, path))
      await mkdir(dirname(second), { recursive: true })
      // Thrown away since the folder was read: as if it had been read a moment later.
      await holdFile(path, second).catch(orNull)
    }
    return join(this.place, folder)
  }

  async letGo() {
    await rm(this.place, { recursive: true, force: true })
  }
}

/** A disk that knows no second names gets a copy; another one if the file was still being written then. */
async function holdFile(path: string, second: string) {
  await link(path, second).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw error
    if (error.code === 'EEXIST' && (await isSame(path, second))) return
    await copyFile(path, second, constants.COPYFILE_FICLONE)
  })
}

async function isSame(path: string, second: string) {
  const [one, other] = await Promise.all([stat(path), stat(second)])
  return one.ino === other.ino || one.size === other.size
}

function orNull(error: NodeJS.ErrnoException) {
  if (error.code === 'ENOENT') return null
  throw error
}
