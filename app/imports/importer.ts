import logger from '@adonisjs/core/services/logger'
import { SERVER } from '#audit/actor'
import { inClinic } from '#clinics/clinic_in_hand'
import { loadClinicState } from '#clinics/state'
import ClientImport from '#models/client_import'
import type Clinic from '#models/clinic'
import Member from '#models/member'
import { ImportRun } from './import_run.js'
import { Reversal } from './reversal.js'

/** Does the imports and reversals that were started, in this process: one at a time in each clinic. */
class Importer {
  private queues = new Map<string, Promise<void>>()
  private waiting = new Set<string>()
  private isStopping = false

  /** Begins or goes on with an import; once however often it is asked. */
  take(clinic: Clinic, importId: string) {
    if (this.isStopping || this.waiting.has(importId)) return
    this.waiting.add(importId)
    const before = this.queues.get(clinic.id) ?? Promise.resolve()
    const after = before.then(() => this.work(clinic, importId))
    this.queues.set(clinic.id, after)
  }

  /** Goes on with what the last run of the server left unfinished in this clinic. */
  async resume(clinic: Clinic) {
    const unfinished = await inClinic(clinic, () => ClientImport.unfinished())
    for (const { id } of unfinished) this.take(clinic, id)
  }

  isAt(importId: string) {
    return this.waiting.has(importId)
  }

  /** When nothing is left to do in this clinic. */
  async rest(clinic: Clinic) {
    await this.queues.get(clinic.id)
  }

  /** Finishes the rows in hand; the next start of the server goes on after them. */
  async stop() {
    this.isStopping = true
    await Promise.all(this.queues.values())
  }

  private async work(clinic: Clinic, importId: string) {
    try {
      await inClinic(clinic, async () => {
        await loadClinicState()
        const clientImport = await ClientImport.find(importId)
        if (clientImport && !this.isStopping) await this.workOn(clientImport)
      })
    } catch (error) {
      logger.error({ err: error, clinic: clinic.id, import: importId }, 'an import broke off')
    } finally {
      this.waiting.delete(importId)
    }
  }

  private async workOn(clientImport: ClientImport) {
    const by = { ...SERVER, member: await Member.find(clientImport.startedBy) }
    const isStopping = () => this.isStopping
    if (clientImport.state === 'reversing') await new Reversal(clientImport, by).work(isStopping)
    if (clientImport.state !== 'running') return
    try {
      await new ImportRun(clientImport, by).work(isStopping)
    } catch (error) {
      // As it is on disk: what the failed rows counted was rolled back.
      const fresh = await ClientImport.findOrFail(clientImport.id)
      await fresh.stop()
      throw error
    }
  }
}

export const importer = new Importer()
