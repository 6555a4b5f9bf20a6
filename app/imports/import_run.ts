import emitter from '@adonisjs/core/services/emitter'
import type { Actor } from '#audit/actor'
import { afterCommit } from '#clinics/clinic_in_hand'
import { transaction } from '#clinics/transaction'
import ClientsImported from '#events/clients_imported'
import type ClientImport from '#models/client_import'
import { fillIn } from './filling.js'
import { Matcher, type Verdict } from './matcher.js'
import { insertClients } from './new_clients.js'
import type { Reading } from './row_reader.js'
import { ImportSource } from './source.js'

type Known = Extract<Verdict, { kind: 'known' }>
type New = Extract<Verdict, { kind: 'new' }>

/**
 * Works through the file of an import. Each handful of rows is one transaction together with the count
 * of rows done, so that whatever interrupts it, it goes on where it was and makes nobody twice.
 */
export class ImportRun {
  private matcher = new Matcher()

  constructor(
    private clientImport: ClientImport,
    private by: Actor
  ) {}

  /** @returns when all rows are dealt with, or `isStopping` asked for a pause */
  async work(isStopping = () => false) {
    const source = await ImportSource.open(this.clientImport)
    for await (const readings of source.readings(this.clientImport.done)) {
      await transaction(() => this.take(readings))
      if (isStopping()) return
    }
    await this.clientImport.finish({ by: this.by })
  }

  private async take(readings: Reading[]) {
    const verdicts = await this.matcher.judge(readings)
    const known = verdicts.filter((verdict): verdict is Known => verdict.kind === 'known')
    const ids = await insertClients(
      verdicts.filter((verdict): verdict is New => verdict.kind === 'new'),
      { importId: this.clientImport.id, memberId: this.by.member?.id ?? null }
    )
    const filled = this.clientImport.existing === 'fill' ? await fillIn(known) : 0
    await this.clientImport.advance({
      imported: ids.length,
      filled,
      known: known.length - filled,
      failed: verdicts.length - ids.length - known.length,
    })
    if (ids.length)
      await afterCommit(() => emitter.emit(ClientsImported, new ClientsImported(ids, this.by)))
  }
}
