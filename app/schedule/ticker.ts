import logger from '@adonisjs/core/services/logger'
import { Settings as Clock } from 'luxon'
import { sealLog } from '#audit/seals'
import { inClinic } from '#clinics/clinic_in_hand'
import { directory } from '#clinics/directory'
import type { Postman } from '#mails/postman'
import type Clinic from '#models/clinic'
import { SERVER_TASKS } from './tasks.js'
import { failureOf, visit } from './visit.js'

const EVERY_MS = 30_000

/**
 * The heartbeat of the server: every half minute it looks into every clinic. Clinics do not wait for
 * each other, and a clinic whose last visit goes on is passed over, so nothing runs twice at a time;
 * that only one server works on a data folder is seen to by the lock of app/clinics/lock.ts.
 */
export class Ticker {
  private timer: NodeJS.Timeout | undefined
  private tickUnderWay: Promise<void> = Promise.resolve()
  private visits = new Map<string, Promise<void>>()
  private serverDueAt = new Map<string, number>()
  private isStopping = false

  constructor(private postman: Postman) {}

  start() {
    this.tickUnderWay = this.tick()
      .catch((error) => logger.error({ err: error }, 'the schedule stumbled'))
      .finally(() => {
        if (!this.isStopping) this.timer = setTimeout(() => this.start(), EVERY_MS)
      })
  }

  /** Finishes the work that is under way and begins no other; notes how far the audit logs have come. */
  async stop() {
    this.isStopping = true
    clearTimeout(this.timer)
    await this.tickUnderWay
    await Promise.all([this.postman.stop(), ...this.visits.values()])
    for (const clinic of await directory.all()) await inClinic(clinic, sealLog)
  }

  private async tick() {
    await this.serveServer()
    for (const clinic of await directory.all()) {
      if (this.isStopping) return
      this.postman.wake(clinic)
      if (!this.visits.has(clinic.id)) this.visits.set(clinic.id, this.visit(clinic))
    }
  }

  private async visit(clinic: Clinic) {
    const error = await failureOf(() => visit(clinic, () => this.isStopping))
    if (error) logger.error({ err: error, clinic: clinic.id }, 'a clinic could not be visited')
    this.visits.delete(clinic.id)
  }

  private async serveServer() {
    for (const { name, everyMinutes, run } of SERVER_TASKS) {
      if (Clock.now() < (this.serverDueAt.get(name) ?? 0)) continue
      this.serverDueAt.set(name, Clock.now() + everyMinutes * 60_000)
      const error = await failureOf(run)
      if (error) logger.error({ err: error, task: `server.${name}` }, 'a recurring task failed')
    }
  }
}
