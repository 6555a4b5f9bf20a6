import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as everybodyHere } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract as Transaction } from '@adonisjs/lucid/types/database'
import { clinicConnection } from './database.js'
import { connectionOf, settle } from './settle.js'

type Step<T> = (trx: Transaction) => Promise<T>

/** Who waits for the next commit of each clinic. */
const waiting = new Map<string, Part[]>()

/**
 * Does the step in a transaction that it shares with whoever else wants to write now: one commit, and so one wait
 * for the disk, for all of them. Each is a savepoint, so that one that throws leaves the others alone.
 * Nobody is told how it went before the commit is on disk. See decision 14.
 *
 * @throws what the step throws, or what became of the commit
 */
export async function commitTogether<T>(clinicId: string, step: Step<T>): Promise<T> {
  const part = new Part(step)
  const others = waiting.get(clinicId)
  if (others) others.push(part)
  else void writeAll(clinicId, [part])
  return part.outcome as Promise<T>
}

async function writeAll(clinicId: string, parts: Part[]) {
  waiting.set(clinicId, parts)
  while (parts.length) {
    // Requests that have arrived by now come as far as wanting to write before the first one does.
    await everybodyHere()
    await writeTogether(clinicId, parts.splice(0))
  }
  waiting.delete(clinicId)
}

async function writeTogether(clinicId: string, parts: Part[]) {
  try {
    const trx = await db.connection(clinicConnection(clinicId)).transaction()
    const connection = await connectionOf(trx)
    await settle(trx, async () => {
      for (const part of parts) await part.take(trx, connection)
    })
    for (const part of parts) part.tell()
  } catch (error) {
    for (const part of parts) part.fail(error)
  }
}

/** One of those that share a commit. */
class Part {
  private settled = Promise.withResolvers<unknown>()
  /** What is in hand where it came from: the clinic, the request. */
  private where = AsyncLocalStorage.snapshot()
  tell = () => {}

  constructor(private step: Step<unknown>) {}

  get outcome() {
    return this.settled.promise
  }

  /** @throws when SQLite has given up the whole transaction, as it does when the disk is full */
  async take(trx: Transaction, connection: Database.Database) {
    connection.prepare('savepoint part').run()
    try {
      const value = await this.where(() => this.step(trx))
      this.tell = () => this.settled.resolve(value)
    } catch (error) {
      if (!connection.inTransaction) throw error
      connection.prepare('rollback to part').run()
      this.tell = () => this.settled.reject(error)
    }
    connection.prepare('release part').run()
  }

  fail(error: unknown) {
    this.settled.reject(error)
  }
}
