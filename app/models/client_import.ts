import { DateTime } from 'luxon'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { afterCommit } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { ClientImportSchema } from '#database/clinic/schema'
import type { Dialect } from '#imports/dialect'
import type { Mapping } from '#imports/fields'
import { ImportFile } from '#imports/import_file'
import type { ReceivedTable } from '#imports/received_table'
import Member from '#models/member'

type By = { by: Actor }
type Choices = Partial<
  Pick<ClientImport, 'dialect' | 'mapping' | 'dateOrder' | 'existing' | 'rows'>
>

export const DATE_ORDERS = ['day', 'month', 'unclear'] as const
export const EXISTING = ['skip', 'fill'] as const
export type Tally = { imported: number; filled: number; known: number; failed: number }

const NOTHING_DONE = { done: 0, imported: 0, filled: 0, known: 0, failed: 0, reversed: 0 }
const FILE_KEPT_HOURS = 24
const REVERSIBLE_DAYS = 7
const LISTED = 50

/** One file of clients on its way into the clinic: uploaded, mapped, looked at, imported. */
export default class ClientImport extends ClientImportSchema {
  declare dialect: Dialect
  declare mapping: Mapping
  declare dateOrder: (typeof DATE_ORDERS)[number]
  declare existing: (typeof EXISTING)[number]

  @belongsTo(() => Member, { foreignKey: 'createdBy' })
  declare member: BelongsTo<typeof Member>

  /** What the server is to do, or was doing when it was interrupted. */
  static unfinished() {
    return this.query()
      .where(
        (started) =>
          void started.whereNotNull('started_at').whereNull('finished_at').whereNull('stopped_at')
      )
      .orWhere((reversal) => void reversal.whereNotNull('reversal_at').whereNull('reversed_at'))
      .orderBy('started_at')
  }

  /** The imports of the last months, newest first, with who began them. */
  static latest() {
    return this.query().preload('member').orderBy('created_at', 'desc').limit(LISTED)
  }

  /** One whose file is still there; otherwise it is not found. */
  static withFile(id: string) {
    return this.query().where('id', id).whereNotNull('file_until').firstOrFail()
  }

  static async open({ bytes, ...guesses }: ReceivedTable, { by }: By): Promise<ClientImport> {
    return transaction(async () => {
      const opened = await this.create({
        ...guesses,
        ...NOTHING_DONE,
        existing: 'skip',
        size: bytes.length,
        createdBy: by.member?.id ?? null,
        fileUntil: soon(),
      })
      await new ImportFile(opened.id).keep(bytes)
      await opened.tell('client_import.uploaded', by, { rows: opened.rows })
      return opened
    })
  }

  get state() {
    if (this.reversedAt) return 'reversed'
    if (this.reversalAt) return 'reversing'
    if (this.finishedAt) return 'finished'
    if (this.stoppedAt) return 'stopped'
    return this.startedAt ? 'running' : 'open'
  }

  get isOpen() {
    return this.state === 'open'
  }

  get isUnfinished() {
    return ['running', 'stopped', 'reversing'].includes(this.state)
  }

  get hasFile() {
    return this.fileUntil !== null
  }

  get isReversible() {
    const oldest = DateTime.utc().minus({ days: REVERSIBLE_DAYS })
    return this.state === 'finished' && this.imported > 0 && this.finishedAt! > oldest
  }

  /** Reads the file in another way than was guessed, or maps its columns otherwise. */
  async choose(choices: Choices) {
    Object.assign(this, choices)
    await this.save()
  }

  /** From here on the server works on it, and goes on with it after an interruption. */
  async start({ by }: By) {
    if (this.state !== 'open' && this.state !== 'stopped') return
    await transaction(async () => {
      this.startedAt ??= DateTime.utc()
      this.startedBy = by.member?.id ?? null
      this.stoppedAt = null
      this.fileUntil = soon()
      await this.save()
      await this.tell('client_import.started', by)
    })
  }

  /**
   * Counts the rows that were dealt with, in the transaction that did it.
   *
   * @throws when somebody else is working on this import, or it was taken away
   */
  async advance(tally: Tally) {
    const before = this.done
    this.imported += tally.imported
    this.filled += tally.filled
    this.known += tally.known
    this.failed += tally.failed
    this.done = this.imported + this.filled + this.known + this.failed
    const changed = await clinicClient()
      .from('client_imports')
      .where({ id: this.id, done: before })
      .whereNull('finished_at')
      .update({ ...this.tally, done: this.done })
    if (Number(changed) !== 1) throw new Error(`Import ${this.id} is not where this run left it`)
  }

  get tally(): Tally {
    const { imported, filled, known, failed } = this
    return { imported, filled, known, failed }
  }

  /** The file is kept a day longer only if somebody may want to fetch the rows that failed. */
  async finish({ by }: By) {
    await transaction(async () => {
      this.finishedAt = DateTime.utc()
      this.fileUntil = this.failed ? soon() : null
      await this.save()
      await this.tell('client_import.finished', by, this.tally)
      if (!this.failed) await this.removeFile()
    })
  }

  async stop() {
    this.stoppedAt = DateTime.utc()
    await this.save()
  }

  /** From here on the server deletes the clients that it made and that nobody has touched since. */
  async reverse({ by }: By) {
    if (!this.isReversible) return
    await transaction(async () => {
      this.reversalAt = DateTime.utc()
      this.startedBy = by.member?.id ?? null
      this.fileUntil = null
      await this.save()
      await this.tell('client_import.reversal_started', by)
      await this.removeFile()
    })
  }

  async finishReversal({ by }: By) {
    await transaction(async () => {
      this.reversedAt = DateTime.utc()
      await this.save()
      await this.tell('client_import.reversed', by, { reversed: this.reversed })
    })
  }

  /** Removes the file. An import that was never started goes with it; one that was interrupted ends here. */
  async discard({ by }: By) {
    await transaction(async () => {
      await this.tell('client_import.discarded', by)
      this.fileUntil = null
      if (this.startedAt) this.finishedAt ??= DateTime.utc()
      await (this.startedAt ? this.save() : this.delete())
      await this.removeFile()
    })
  }

  async handOutFailures({ by }: By) {
    await this.tell('client_import.failures_exported', by, { failed: this.failed })
  }

  private async removeFile() {
    await afterCommit(() => new ImportFile(this.id).remove())
  }

  private async tell(action: string, by: Actor, details?: Record<string, unknown>) {
    await record({ action, by, subject: { type: 'client_import', id: this.id }, details })
  }
}

function soon() {
  return DateTime.utc().plus({ hours: FILE_KEPT_HOURS })
}
