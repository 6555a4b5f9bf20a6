import { uuidv7 } from 'uuidv7'
import { Adapter } from '@adonisjs/lucid/orm'
import type { LucidModel, LucidRow, ModelAdapterOptions } from '@adonisjs/lucid/types/model'
import { ambientTransaction } from './clinic_in_hand.js'
import { clinicClient, runAtOnce } from './database.js'

declare module '@adonisjs/lucid/types/model' {
  interface LucidModel {
    /** Whether the database knows more of a new row than who makes it: a number, and what holds until it is said otherwise. */
    isCompletedByDatabase?: boolean
  }
}

type Values = Record<string, unknown>

/**
 * Sends a model's queries to the right database: a model with a `connection` of its own
 * goes there, every other belongs to the clinic in hand. Gives new rows their UUIDv7.
 *
 * What a clinic's model writes is one plain statement, and goes to the driver at once: to have knex make the
 * same text anew each time takes longer than SQLite needs for the row. See decision 12.
 */
export class ClinicAdapter extends Adapter {
  modelConstructorClient(model: LucidModel, options?: ModelAdapterOptions) {
    if (options?.client) return options.client
    if (model.connection) return super.modelConstructorClient(model, options)
    return clinicClient()
  }

  async insert(row: LucidRow, attributes: Values) {
    const model = row.constructor as LucidModel
    if (!model.$hasColumn('id')) return super.insert(row, attributes)
    attributes.id ??= uuidv7()
    row.$setAttribute('id', attributes.id)
    // Otherwise Lucid takes SQLite's row number for the id.
    model.selfAssignPrimaryKey = true
    if (!goesAtOnce(row)) return super.insert(row, attributes)
    const columns = given(attributes)
    const marks = columns.map(() => '?').join()
    const stored = await runAtOnce(
      `insert into ${quoted(model.table)} (${columns.map(quoted).join()}) values (${marks})` +
        (model.isCompletedByDatabase ? ' returning *' : ''),
      columns.map((column) => attributes[column])
    )
    if (stored) row.$consumeAdapterResult(stored)
  }

  async update(row: LucidRow, dirty: Values) {
    const model = row.constructor as LucidModel
    if (!goesAtOnce(row) || !model.$hasColumn('id')) return super.update(row, dirty)
    const { id } = row.$original
    // To SQLite this would be null, which is the id of no row: nothing would change, and nobody be told.
    if (id === undefined) throw new Error(`Nobody knows which row of ${model.table} to change`)
    const columns = given(dirty)
    const changes = columns.map((column) => `${quoted(column)} = ?`).join()
    await runAtOnce(`update ${quoted(model.table)} set ${changes} where ${quoted('id')} = ?`, [
      ...columns.map((column) => dirty[column]),
      id,
    ])
  }
}

/** Where Lucid itself opens a transaction, to find a row or make it, the row belongs to that one and must not wait for its end. */
function goesAtOnce({ constructor, $trx }: LucidRow) {
  return !(constructor as LucidModel).connection && (!$trx || $trx === ambientTransaction())
}

/** What is not said is left to the database. */
function given(values: Values) {
  return Object.keys(values).filter((column) => values[column] !== undefined)
}

/** In backticks, which the log keeps: what stands in other quotes may be a value. */
function quoted(name: string) {
  return `\`${name}\``
}
