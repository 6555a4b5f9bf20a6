import { vault } from '../../../keys/browser/api.ts'
import type { SealedForKey } from '../reader/sealed.ts'
import type { Taken } from './collecting.ts'
import type { Enclosed } from './files.ts'

/** Notes as envelopes, with what opens them beside the key file. */
export async function sealedForKey(taken: Taken[], files: Enclosed[]): Promise<SealedForKey> {
  return {
    kind: 'key',
    takenAt: new Date().toISOString(),
    kept: await vault.kept(),
    notes: taken.map(({ row, clientName, addenda }) => ({
      row,
      clientName,
      addenda: addenda.map((added) => added.row),
    })),
    files: Object.fromEntries(files.map(({ id, envelope }) => [id, envelope])),
  }
}
