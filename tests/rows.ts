import { clinicClient } from '#clinics/database'
import type Clinic from '#models/clinic'
import { at } from '#tests/people'

/** One id of each table of the clinic that has any rows, by the table's name. */
export async function someIds(clinic: Clinic) {
  return at(clinic, async () => {
    const tables = await clinicClient()
      .from('sqlite_master')
      .where('type', 'table')
      .whereRaw("name not like 'sqlite_%'")
      .select('name')
    const ids = new Map<string, string>()
    for (const { name } of tables) {
      const columns = await clinicClient().rawQuery(`pragma table_info(${name})`)
      if (!columns.some((column: { name: string }) => column.name === 'id')) continue
      const row = await clinicClient().from(name).select('id').first()
      if (row) ids.set(name, String(row.id))
    }
    return ids
  })
}
