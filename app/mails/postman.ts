import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import type Clinic from '#models/clinic'
import OutboxMail from '#models/outbox_mail'
import { inClinic } from '#clinics/clinic_in_hand'
import { loadClinicState } from '#clinics/state'
import { leaksOfMail } from './leak_check.js'
import { composeMessage } from './message.js'
import { MailProblem } from './mail_problem.js'
import { mailIsSetUp, mailSettings, smtpPassword } from './settings.js'
import { type Patience, PATIENT, SmtpSession } from './smtp_session.js'

const AT_A_TIME = 50
const PIECE = 16 * 1024
/** From one round to the next: the mails of a rush share a conversation with the mail server, and their commits. */
const PAUSE_MS = 500

/**
 * Empties the clinics' outboxes: one round per clinic at a time, a new one as soon as something
 * was queued. The rows are the only queue, so a crash loses nothing; and because each row is marked
 * as soon as the end of its body has gone over the wire, nothing is sent a second time after one.
 */
export class Postman {
  private rounds = new Map<string, Promise<void>>()
  private again = new Set<string>()
  private ended = new Map<string, number>()
  private isStopping = false

  constructor(private patience: Patience = PATIENT) {}

  /** Starts a round in this clinic, or asks the one under way to look again. */
  wake(clinic: Clinic) {
    if (this.isStopping) return
    if (this.rounds.has(clinic.id)) return void this.again.add(clinic.id)
    const round = this.pause(clinic)
      .then(() => this.walk(clinic))
      .catch((error) => logger.error({ err: error, clinic: clinic.id }, 'the outbox stopped'))
      .finally(() => {
        this.rounds.delete(clinic.id)
        this.ended.set(clinic.id, performance.now())
        if (this.again.delete(clinic.id)) this.wake(clinic)
      })
    this.rounds.set(clinic.id, round)
  }

  /** When this clinic's round, if there is one, is over. */
  async rest(clinic: Clinic) {
    while (this.rounds.has(clinic.id)) await this.rounds.get(clinic.id)
  }

  /** Lets the mails in hand arrive and starts no other. */
  async stop() {
    this.isStopping = true
    await Promise.all(this.rounds.values())
  }

  private async pause({ id }: Clinic) {
    const ended = this.ended.get(id)
    const rest = ended === undefined ? 0 : ended + PAUSE_MS - performance.now()
    if (rest > 0) await sleep(rest)
  }

  private walk(clinic: Clinic) {
    return inClinic(clinic, async () => {
      await loadClinicState()
      await this.sortOut()
      if (!mailIsSetUp()) return
      for (;;) {
        const due = await OutboxMail.due(AT_A_TIME)
        if (!due.length || this.isStopping) return
        await this.deliver(clinic, due)
      }
    })
  }

  /** What a crash left half done, and what is of no use any more. */
  private async sortOut() {
    const interrupted = new MailProblem('interrupted')
    for (const mail of await OutboxMail.query().whereIn('state', ['handing_over', 'handed_over']))
      await (mail.state === 'handed_over' ? mail.lost(interrupted) : mail.interrupted(interrupted))
    for (const mail of await OutboxMail.late()) await mail.expired()
  }

  private async deliver(clinic: Clinic, due: OutboxMail[]) {
    const left = [...due]
    let session: SmtpSession | undefined
    try {
      session = await SmtpSession.open(
        { ...mailSettings.read(), password: smtpPassword() },
        this.patience
      )
      while (left.length && session.isOpen && !this.isStopping) {
        left[0] = await left[0].whole()
        const isTaken = await this.send(clinic, left[0], session)
        left.shift()
        if (!isTaken && session.isOpen) await session.reset()
      }
      // A server that hangs up before the first mail would otherwise be called again and again.
      const gotNowhere = left.length === due.length && !this.isStopping
      if (gotNowhere) throw new MailProblem('connection_lost')
    } catch (error) {
      if (!(error instanceof MailProblem)) throw error
      // The other mails would meet the same. Together they are one commit.
      const others = left.filter((mail) => mail.isOnItsWay)
      await Promise.all(others.map((mail) => mail.refused(error)))
      logger.warn({ clinic: clinic.id, reason: error.reason }, 'mail has to wait')
    } finally {
      session?.close()
    }
  }

  /**
   * @returns whether the server took the mail
   * @throws MailProblem that concerns the other mails too
   */
  private async send(clinic: Clinic, mail: OutboxMail, session: SmtpSession) {
    const message = await composed(mail)
    if (!message) return mail.refused(new MailProblem('unreadable', null, true, true))
    const objection = await objectionTo(mail)
    if (objection) return mail.refused(objection)
    const envelope = { from: mailSettings.read().senderAddress, to: mail.recipient }
    let noted: Promise<unknown> | undefined
    const allIsOut = () => (noted = inClinic(clinic, () => mail.handedOver()))
    try {
      await session.send(envelope, Readable.from(handOver(clinic, mail, message)), allIsOut)
      await noted
      return await mail.sent()
    } catch (error) {
      if (error instanceof NotWaiting) return false
      if (!(error instanceof MailProblem)) throw error
      await noted
      logger.warn({ clinic: clinic.id, mail: mail.id, reason: error.reason }, 'a mail was not sent')
      if (noted && !error.isRefusal) await mail.lost(error)
      else if (!error.isAboutServer) await mail.refused(error)
      if (error.isAboutServer) throw error
      return false
    }
  }
}

/** A row that cannot be read any more, because its key is lost, must not hold up the others. */
async function composed(mail: OutboxMail) {
  try {
    return mail.recipient && mail.html ? await composeMessage(mail) : null
  } catch (error) {
    logger.error({ err: error, mail: mail.id }, 'a mail could not be composed')
    return null
  }
}

/** Why a mail has to stay here. One that cannot be looked through is tried again later, and does not hold up the others. */
async function objectionTo(mail: OutboxMail): Promise<MailProblem | null> {
  try {
    const leaks = await leaksOfMail(mail)
    return leaks.length ? new MailProblem('would_leak', leaks.join(', '), true, true) : null
  } catch (error) {
    logger.error({ err: error, mail: mail.id }, 'a mail could not be looked through')
    return new MailProblem('unchecked', null, true)
  }
}

/**
 * The server has said that it wants the body (354): from here on no member can cancel the mail.
 * Called by the socket, so the clinic is put in hand again.
 */
async function* handOver(clinic: Clinic, mail: OutboxMail, message: Buffer) {
  if (!(await inClinic(clinic, () => mail.handOver()))) throw new NotWaiting()
  // In pieces, so that the end of it is reached only when the server has read nearly all.
  for (let at = 0; at < message.length; at += PIECE) yield message.subarray(at, at + PIECE)
}

/** A member cancelled the mail while the sender already had it in hand. */
class NotWaiting extends Error {}
