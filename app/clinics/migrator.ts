import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type Database from 'better-sqlite3'
import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import type { BaseSchema } from '@adonisjs/lucid/schema'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { utcNow } from '#models/columns'
import { settle } from './settle.js'

/** Migrations that belong together. Their names in the database are `<owner>/<file>`, wherever the folder lies. */
export type MigrationSet = { owner: string; folder: string }
type Migration = { name: string; file: string }
type Work = (trx: TransactionClientContract) => Promise<void>
type Progress = (name: string, done: number, total: number) => Promise<void> | void
type Options = {
  onProgress?: Progress
  /** What is done in the same transaction, after the migrations: both are on disk, or neither. */
  along?: Work
}

/**
 * Brings one database up to date, or leaves it exactly as it was.
 *
 * A copy is made first. All pending migrations then run in one transaction, with foreign
 * keys off, because SQLite rebuilds altered tables and ON DELETE CASCADE would empty their
 * children (knex issue 6213); `foreign_key_check` decides before the commit.
 */
export class Migrator {
  /** What is being done, for the message when it fails. */
  private step = ''

  constructor(
    private connectionName: string,
    private databaseFile: string
  ) {}

  /** @throws UpgradeFailed, whose message tells an operator what to do; the database is unchanged */
  async up(sets: MigrationSet[], { onProgress = () => {}, along = nothing }: Options = {}) {
    const pending = await this.pending(sets)
    if (!pending.length) return this.alone(along)

    await this.run(async (trx) => {
      for (const [index, migration] of pending.entries()) {
        this.step = migration.name
        const schema = await load(migration, trx)
        await schema.execUp()
        await trx.table('migrations').insert({ name: migration.name, ran_at: utcNow() })
        await onProgress(migration.name, index + 1, pending.length)
      }
      await along(trx)
    })
  }

  /** Rolls one owner's migrations back, newest first: its tables and their rows are gone. */
  async down(set: MigrationSet, { along = nothing }: Options = {}) {
    const ran = await this.ran()
    const migrations = listMigrations(set)
      .filter(({ name }) => ran.has(name))
      .reverse()
    if (!migrations.length) return this.alone(along)

    await this.run(async (trx) => {
      for (const migration of migrations) {
        this.step = migration.name
        const schema = await load(migration, trx)
        await schema.execDown()
        await trx.from('migrations').where('name', migration.name).delete()
      }
      await along(trx)
    })
  }

  async pending(sets: MigrationSet[]) {
    const ran = await this.ran()
    return sets.flatMap(listMigrations).filter(({ name }) => !ran.has(name))
  }

  /** There is nothing to migrate, so an ordinary transaction will do. */
  private async alone(work: Work) {
    if (work === nothing) return
    const trx = await this.client.transaction()
    await settle(trx, () => work(trx))
  }

  private get client() {
    return db.connection(this.connectionName)
  }

  private async ran() {
    await this.client.rawQuery(
      'create table if not exists migrations (name text primary key, ran_at text not null)'
    )
    const rows = await this.client.from('migrations').select('name')
    return new Set<string>(rows.map((row) => row.name))
  }

  private async run(work: Work) {
    const copy = copyOf(this.databaseFile)
    try {
      this.step = 'copying the database first'
      rmSync(copy, { force: true })
      await this.client.rawQuery('VACUUM INTO ?', [copy])
      await this.withForeignKeysOff(work)
    } catch (error) {
      throw new UpgradeFailed(this.databaseFile, this.step, error as Error)
    }
    rmSync(copy, { force: true })
  }

  private async withForeignKeysOff(work: Work) {
    const knex = this.client.getWriteClient().client
    const connection: Database.Database = await knex.acquireConnection()
    connection.pragma('foreign_keys = OFF')
    try {
      // Lucid hands the options on to knex, whose `connection` its types do not know.
      const options = { connection } as object
      const trx: TransactionClientContract = await this.client.transaction(
        undefined as never,
        options
      )
      await settle(trx, async () => {
        await work(trx)
        const broken = connection.pragma('foreign_key_check') as unknown[]
        if (broken.length)
          throw new Error(`${broken.length} rows would point to rows that do not exist`)
      })
    } finally {
      connection.pragma('foreign_keys = ON')
      await knex.releaseConnection(connection)
    }
  }
}

async function nothing() {}

function listMigrations({ owner, folder }: MigrationSet): Migration[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter(
    (file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts')
  )
  return files
    .sort()
    .map((file) => ({ name: `${owner}/${file.replace(/\.[jt]s$/, '')}`, file: join(folder, file) }))
}

async function load(migration: Migration, trx: TransactionClientContract): Promise<BaseSchema> {
  const { default: Schema } = await import(pathToFileURL(migration.file).href)
  return new Schema(trx, migration.name)
}

function copyOf(databaseFile: string) {
  return `${databaseFile}.before-upgrade`
}

export class UpgradeFailed extends Exception {
  static status = 500
  static code = 'E_UPGRADE_FAILED'

  constructor(
    private databaseFile: string,
    step: string,
    override cause: Error
  ) {
    const copy = copyOf(databaseFile)
    super(
      `The database ${databaseFile} could not be upgraded: ${reasonOf(cause)}. ` +
        `Nothing was changed${existsSync(copy) ? `, and a copy from before lies beside it (${copy})` : ''}. ` +
        `Start the version that ran before, and report the failing step: ${step}.`,
      { cause }
    )
  }

  /** Removes the copy, where nobody will look for it: the rollback was enough. */
  forgetCopy() {
    rmSync(copyOf(this.databaseFile), { force: true })
  }
}

/** What SQLite said, without the statement that knex puts before it: that may be long, and hold data. */
function reasonOf({ message }: Error) {
  return message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '')
}
