import type { VineValidator } from '@vinejs/vine'
import type { Infer, SchemaTypes } from '@vinejs/vine/types'
import { afterCommit } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { clinicState, reloadClinicState } from '#clinics/state'
import { utcNow } from '#models/columns'

/** One page of settings of a clinic: read anywhere, written only through its validator. */
export type Settings<Values, Id extends string = string> = {
  readonly id: Id
  readonly validator: VineValidator<SchemaTypes, Record<string, any> | undefined>
  /** What holds until the clinic decides. */
  readonly defaults: Values
  read(): Values
  /** What is stored now, whatever this request has in hand: for who decides inside a transaction by what is so. */
  readAnew(): Promise<Values>
  /** Lets `read()` say what is stored now. */
  reload(): Promise<void>
  write(values: Values): Promise<void>
}

/**
 * Declares the settings of the core or of a plugin.
 *
 * @param id the plugin's id; one row in the clinic's `settings` table
 * @param validator what a form may send, as VineJS
 * @param defaults what holds until the clinic decides; must pass the validator
 */
export function defineSettings<const Id extends string, Validator extends VineValidator<any, any>>(
  id: Id,
  validator: Validator,
  defaults: Infer<Validator>
): Settings<Infer<Validator>, Id> {
  return {
    id,
    validator,
    defaults,
    read: () =>
      ({ ...(defaults as object), ...clinicState().storedSettings(id) }) as Infer<Validator>,
    async readAnew() {
      const row = await clinicClient().from('settings').where('id', id).first()
      return { ...(defaults as object), ...(row && JSON.parse(row.values)) } as Infer<Validator>
    },
    reload: reloadClinicState,
    async write(values) {
      await clinicClient()
        .insertQuery()
        .table('settings')
        .insert({ id, values: JSON.stringify(values), updated_at: utcNow() })
        .knexQuery.onConflict('id')
        .merge()
      // Inside a transaction the stored values show only once they are committed.
      await afterCommit(reloadClinicState)
    },
  }
}
