import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicFolder } from '#clinics/database'
import { UNFINISHED } from '#clinics/held_files'
import { EnvelopeRefused, type FileUpload } from '../../keys/api.js'
import { Final } from './stale.js'

const ENDING = '.age'

/**
 * An age file on the disk, in the clinic in hand. Each has a name of its own and is never written over: the one that takes
 * the place of another lies beside it until a row tells of it.
 */
export class StoredFile {
  constructor(
    readonly name: string,
    readonly size: number
  ) {}

  /**
   * Brings an upload to the disk; it stays there when this resolves.
   *
   * @throws FileUpload.Refused, and nothing of it is kept
   */
  static async take(upload: FileUpload): Promise<StoredFile> {
    await mkdir(folder(), { recursive: true, mode: 0o700 })
    const name = uuidv7()
    const unfinished = pathOf(name) + UNFINISHED
    const target = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true })
    try {
      const size = await upload.into(target)
      await rename(unfinished, pathOf(name))
      await keepEntry()
      return new StoredFile(name, size)
    } catch (error) {
      await rm(unfinished, { force: true })
      await rm(pathOf(name), { force: true })
      throw error
    }
  }

  /**
   * Does what makes a row tell of it; it goes if that is refused. After any other error the row may be on the disk, and what no
   * row tells of is tidied away.
   */
  async orRemoved<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      const isRefused = error instanceof EnvelopeRefused || error instanceof Final
      if (isRefused) await StoredFile.remove(this.name)
      throw error
    }
  }

  /** Those that have been there for longer than a moment. What was never finished, and is as old, goes. */
  static async *before(moment: number): AsyncGenerator<string> {
    for (const file of await readdir(folder()).catch(() => [])) {
      const found = await stat(join(folder(), file)).catch(orNull)
      // Discarded since the folder was read.
      if (!found || found.mtimeMs >= moment) continue
      if (file.endsWith(ENDING)) yield file.slice(0, -ENDING.length)
      else await rm(join(folder(), file), { force: true })
    }
  }

  /** @returns null when it is not there */
  static async open(name: string): Promise<FileHandle | null> {
    return open(pathOf(name)).catch(orNull)
  }

  /**
   * Leaves it to the tidying, for a day from now: a backup that has begun may have copied the rows and not yet the files, and
   * its rows may still tell of this one.
   */
  static async leave(name: string) {
    const now = new Date()
    await utimes(pathOf(name), now, now).catch(orNull)
  }

  static remove(name: string) {
    return rm(pathOf(name), { force: true })
  }

  static pathOf(name: string) {
    return pathOf(name)
  }
}

function pathOf(name: string) {
  return join(folder(), name + ENDING)
}

/** What is not there is no fault. */
function orNull(error: NodeJS.ErrnoException) {
  if (error.code === 'ENOENT') return null
  throw error
}

/** A file is on the disk when its folder says so, too. */
async function keepEntry() {
  const entries = await open(folder())
  try {
    await entries.sync()
  } finally {
    await entries.close()
  }
}

function folder() {
  return join(clinicFolder(currentClinic().id), 'files', 'soap')
}
