import { DamagedFiles, type DamagedFile, NotAll, NotAReader, Tampered } from '../crypto/faults.ts'
import { sideBySide } from './pace.ts'
import type { Watched } from './progress.ts'
import { server } from './server.ts'
import type { Shelf } from './shelf.ts'
import type { ExposedFile } from './wire.ts'

/** A browser has six connections to a server, and each file may take one for a while. */
const AT_ONCE = 3

/** It weighs more than all the rest, and most clinics have no files to encrypt anew. */
const inside = () => import('../files/another_key.ts')

/**
 * Encrypts the files anew that lie under record keys that somebody may know, each with another key of its own. What is done
 * is with the server: it can be stopped at any moment, and goes on in any browser of any reader.
 *
 * @param shelf loaded, with circles whose record keys were renewed
 * @throws NotAll when some did not open, or their circles are not right; they are left as they are, and the others are encrypted
 *   anew
 */
export async function sealFilesAnew(shelf: Shelf, { tell, signal }: Watched) {
  const { files } = await server.exposedFiles()
  if (!files.length || signal.aborted) return
  const { sealFileAnew, DoesNotOpen } = await inside()
  const meter = new Meter(files, tell)
  const [damaged, faults]: [DamagedFile[], Error[]] = [[], []]
  const waiting = files.values()
  await sideBySide(
    () => async () => {
      const { value: file } = waiting.next()
      if (!file) return false
      const watched = { signal, tell: (part: number) => meter.show(file, part) }
      try {
        await sealFileAnew(file, shelf, watched)
        meter.finish(file)
      } catch (fault) {
        // What was stopped is as it was.
        if (signal.aborted) return false
        if (fault instanceof DoesNotOpen) damaged.push({ file, name: fault.called })
        else if (fault instanceof Tampered || fault instanceof NotAReader) faults.push(fault)
        else throw fault
      }
      return true
    },
    signal,
    AT_ONCE
  )
  if (signal.aborted) return
  if (damaged.length) faults.push(new DamagedFiles(damaged))
  if (faults.length) throw new NotAll(faults)
}

/** How many files are done, and how far all of them are together: a large one takes its time. */
class Meter {
  private parts = new Map<string, number>()
  private done = 0
  private size: number

  constructor(
    private files: ExposedFile[],
    private tell: Watched['tell']
  ) {
    this.size = files.reduce((sum, { size }) => sum + size, 0)
    this.report()
  }

  show({ id, size }: ExposedFile, part: number) {
    this.parts.set(id, size * Math.min(part, 1))
    this.report()
  }

  finish(file: ExposedFile) {
    this.done += 1
    this.show(file, 1)
  }

  private report() {
    const sealed = [...this.parts.values()].reduce((sum, size) => sum + size, 0)
    const part = sealed / Math.max(this.size, 1)
    this.tell({ step: 'files', done: this.done, total: this.files.length, part })
  }
}
