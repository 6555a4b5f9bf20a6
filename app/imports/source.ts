import { setImmediate } from 'node:timers/promises'
import { today } from '#clients/age'
import { clinicCountry } from '#clinics/country'
import type ClientImport from '#models/client_import'
import { openTable } from './dialect.js'
import { ImportFile } from './import_file.js'
import type { TableFile } from './row.js'
import { type Reading, RowReader } from './row_reader.js'

/** So many rows are dealt with before the server answers somebody else. */
export const ROWS_AT_A_TIME = 100

/** The file of an import, and how its rows are to be understood. */
export class ImportSource {
  static async open(clientImport: ClientImport) {
    const bytes = await new ImportFile(clientImport.id).read()
    return new ImportSource(openTable(bytes, clientImport.dialect), clientImport)
  }

  private reader: RowReader

  constructor(
    readonly table: TableFile,
    { mapping, dateOrder }: ClientImport
  ) {
    this.reader = new RowReader({
      mapping,
      country: clinicCountry(),
      dates: {
        order: dateOrder === 'month' ? 'month' : 'day',
        isCertain: dateOrder !== 'unclear',
      },
      today: today(),
    })
  }

  /** The rows after the first few, as they are understood, a handful at a time. */
  async *readings(skip = 0): AsyncGenerator<Reading[]> {
    let handful: Reading[] = []
    for (const row of this.table.rows()) {
      if (skip-- > 0) continue
      handful.push(this.reader.read(row))
      if (handful.length < ROWS_AT_A_TIME) continue
      yield handful
      handful = []
      await setImmediate()
    }
    if (handful.length) yield handful
  }
}
