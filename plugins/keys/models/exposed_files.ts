import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { recordRead } from '#audit/read_trail'
import { transaction } from '#clinics/transaction'
import type Member from '#models/member'
import type { ExposedFile } from '../browser/vault/wire.ts'
import { OF_THE_CLINIC } from '../browser/crypto/ids.ts'
import Circle from './circle.js'
import { checkEnvelope } from './envelope_check.js'
import Exposure from './exposure.js'
import type { FileUpload } from './file_upload.js'
import { type FileKeeper, fileKeepersHere, type KeptFile } from './keepers.js'
import { EnvelopeRefused } from './refused.js'

/** The files under record keys that somebody may know, as far as this member reads them. */
export async function exposedFiles(member: Member): Promise<ExposedFile[]> {
  const last = await Exposure.lastOf()
  const read = await Circle.readAmong([...last.keys()], member)
  const versions = new Map(read.map((circle) => [circle, last.get(circle)!]))
  const files: ExposedFile[] = []
  for (const keeper of versions.size ? fileKeepersHere() : []) {
    const mayGiveUp = member.can(keeper.destroying)
    const found = await keeper.under(versions)
    for (const { id, circle, about, size, place } of found)
      files.push({ id, circle, about, size, place, mayGiveUp })
  }
  return files
}

/**
 * One of them. Of any other nothing is handed out here: whoever reads a file asks the plugin that keeps it.
 *
 * @returns null when there is none of this id, or the member does not read it
 */
export async function exposedFile(id: string, member: Member): Promise<FileToSeal | null> {
  for (const keeper of fileKeepersHere()) {
    const file = await keeper.find(id)
    if (!file) continue
    const [read] = await Circle.readAmong([file.circle], member)
    const last = await Exposure.lastOf([file.circle])
    const isExposed = file.circleVersion <= (last.get(file.circle) ?? 0)
    return read && isExposed ? new FileToSeal(file, keeper) : null
  }
  return null
}

/** A file that is to be encrypted anew: taken back under another key, and only then is the old one given up. */
class FileToSeal {
  private about: KeptFile['about']

  constructor(
    private file: KeptFile,
    private keeper: FileKeeper
  ) {
    this.about = file.about
  }

  /** To read it is not enough: nobody gets it back. */
  mayBeGivenUpBy(member: Member) {
    return member.can(this.keeper.destroying)
  }

  /** Written down before anything is handed out, as with any other reading. */
  async read({ by }: { by: Actor }) {
    await recordRead({ action: 'keys.file_fetched', by, ...this.told })
    return this.file.read()
  }

  /**
   * Puts what comes in its place, once all of it is on the disk.
   *
   * @throws EnvelopeRefused when it is not the next of this file under the newest record key; `stale` when somebody was faster
   * @throws FileUpload.Refused
   */
  async replace(upload: FileUpload, { by }: { by: Actor }) {
    const envelope = await upload.envelope()
    // Before 50 MB come for nothing, and once more when they are here: the record key may be another by then.
    await this.check(envelope, by)
    const stored = await this.keeper.store(upload)
    try {
      await transaction(async () => {
        const { circleVersion } = await this.check(envelope, by)
        if (!(await this.file.replace({ envelope, circleVersion, file: stored })))
          throw new EnvelopeRefused('stale')
        await Exposure.end([this.file.circle])
        await record({ action: 'keys.file_sealed_anew', by, ...this.told })
      })
    } catch (error) {
      // After any other the commit may be on the disk: what no row tells of is tidied away within days.
      if (error instanceof EnvelopeRefused) await this.keeper.discard(stored)
      throw error
    }
  }

  /**
   * It does not open any more, as a reader found: so long as it is there, what somebody may know is never over.
   *
   * @param version which their browser could not open
   * @throws EnvelopeRefused `stale` when somebody was faster, and it may open now
   */
  async giveUp(version: number, { by }: { by: Actor }) {
    await transaction(async () => {
      if (version !== this.about.version) throw new EnvelopeRefused('stale')
      if (!(await this.file.giveUp({ by }))) throw new EnvelopeRefused('stale')
      await Exposure.end([this.file.circle])
    })
  }

  private async check(envelope: string, by: Actor) {
    const { about, file } = this
    const expected = { ...about, version: about.version + 1, by: by.member! }
    const checked = await checkEnvelope(envelope, expected)
    if (checked.circle !== file.circle) throw new EnvelopeRefused('another_record')
    return checked
  }

  /** Of the circle, as with envelopes: nobody looks at the client here, and nobody is asked why. */
  private get told() {
    const { id, circle, size } = this.file
    const { client: filed } = this.about
    const client = filed === OF_THE_CLINIC ? null : filed
    const subject = { type: 'circle', id: circle }
    return { subject, details: { client, file: id, bytes: size } }
  }
}
