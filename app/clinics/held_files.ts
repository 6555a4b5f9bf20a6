import { constants } from 'node:fs'
import { copyFile, link, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

const PREFIX = 'held-'
const DAY_MS = 86_400_000

/**
 * The files of a folder as they are in one moment, for whoever takes long to read them: a second name for each, on the same
 * disk. What is thrown away meanwhile stays readable here, until they are let go.
 */
export class HeldFiles {
  private place: string | null = null

  /** @param home a folder on the same disk, where nobody looks for files */
  constructor(private home: string) {}

  /** @returns the folder with the second names; it is empty if the first is not there */
  async take(folder: string): Promise<string> {
    await this.tidy()
    this.place = await mkdtemp(join(this.home, PREFIX))
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(orNone)
    for (const entry of entries.filter((each) => each.isFile())) {
      const path = join(entry.parentPath, entry.name)
      const second = join(this.place, relative(folder, path))
      await mkdir(dirname(second), { recursive: true })
      // Thrown away since the folder was read: as if it had been read a moment later.
      await hold(path, second).catch(orNone)
    }
    return this.place
  }

  async letGo() {
    if (this.place) await rm(this.place, { recursive: true, force: true })
  }

  /** What somebody held who did not come to let it go: files that were thrown away must not live on by it. */
  private async tidy() {
    for (const name of await readdir(this.home)) {
      if (!name.startsWith(PREFIX)) continue
      const { mtimeMs } = await stat(join(this.home, name))
      if (mtimeMs < Date.now() - DAY_MS) await rm(join(this.home, name), { recursive: true })
    }
  }
}

/** A disk that knows no second names gets a copy. */
async function hold(path: string, second: string) {
  await link(path, second).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw error
    return copyFile(path, second, constants.COPYFILE_FICLONE)
  })
}

function orNone(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}
