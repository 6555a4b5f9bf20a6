import { setImmediate } from 'node:timers/promises'
import type { Actor } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import type ClientImport from '#models/client_import'

/** What an import itself writes about a client besides the row. */
const OWN_TABLES = ['client_tags', 'client_alerts']

const CLIENTS_AT_A_TIME = 50

/**
 * Takes an import back: deletes the clients that it made, except those whom somebody has changed since,
 * or about whom any table knows something: an appointment, a consent, a note. Resumes like the import.
 */
export class Reversal {
  constructor(
    private clientImport: ClientImport,
    private by: Actor
  ) {}

  async work(isStopping = () => false) {
    const columns = await references()
    while (await transaction(() => this.deleteSome(columns))) {
      await setImmediate()
      if (isStopping()) return
    }
    await this.clientImport.finishReversal({ by: this.by })
  }

  private async deleteSome(columns: Reference[]) {
    const some = await untouched(this.clientImport.id, columns)
      .select('id')
      .limit(CLIENTS_AT_A_TIME)
    await clinicClient()
      .from('clients')
      .whereIn(
        'id',
        some.map(({ id }) => id)
      )
      .delete()
    this.clientImport.reversed += some.length
    await this.clientImport.save()
    return some.length > 0
  }
}

/** How many clients a reversal would delete now. */
export async function countReversible(importId: string): Promise<number> {
  const [{ total }] = await untouched(importId, await references()).count('* as total')
  return Number(total)
}

type Reference = { table: string; column: string }

function untouched(importId: string, columns: Reference[]) {
  const clients = clinicClient()
    .from('clients')
    .where('import_id', importId)
    .whereColumn('updated_at', 'created_at')
    .whereRaw(
      'not exists (select 1 from client_alerts where client_id = clients.id and created_at <> clients.created_at)'
    )
  for (const { table, column } of columns)
    clients.whereRaw('not exists (select 1 from ?? where ?? = clients.id)', [
      table,
      `${table}.${column}`,
    ])
  return clients
}

/** Every column of the clinic's database that points to a client, plugins' included: by its constraint, or by its name. */
async function references(): Promise<Reference[]> {
  const columns: Reference[] = await clinicClient().rawQuery(
    `select tables.name as "table", keys."from" as "column"
     from sqlite_master as tables, pragma_foreign_key_list(tables.name) as keys
     where tables.type = 'table' and keys."table" = 'clients'
     union
     select tables.name, columns.name
     from sqlite_master as tables, pragma_table_info(tables.name) as columns
     where tables.type = 'table' and columns.name = 'client_id'`
  )
  return columns.filter(({ table }) => !OWN_TABLES.includes(table))
}
