import { uuidv7 } from 'uuidv7'
import { Adapter } from '@adonisjs/lucid/orm'
import type { LucidModel, LucidRow, ModelAdapterOptions } from '@adonisjs/lucid/types/model'
import { clinicClient } from './database.js'

/**
 * Sends a model's queries to the right database: a model with a `connection` of its own
 * goes there, every other belongs to the clinic in hand. Gives new rows their UUIDv7.
 */
export class ClinicAdapter extends Adapter {
  modelConstructorClient(model: LucidModel, options?: ModelAdapterOptions) {
    if (options?.client) return options.client
    if (model.connection) return super.modelConstructorClient(model, options)
    return clinicClient()
  }

  async insert(row: LucidRow, attributes: Record<string, unknown>) {
    const model = row.constructor as LucidModel
    if (model.$hasColumn('id')) {
      attributes.id ??= uuidv7()
      row.$setAttribute('id', attributes.id)
      // Otherwise Lucid takes SQLite's row number for the id.
      model.selfAssignPrimaryKey = true
    }
    return super.insert(row, attributes)
  }
}
