import { keep, Locked, vault } from '../../../keys/browser/api.ts'
import type { SealedForKey } from '../reader/sealed.ts'
import type { Taken } from './collecting.ts'

/** Notes as envelopes, with what opens them beside the key file. */
export async function sealedForKey(taken: Taken[]): Promise<SealedForKey> {
  const { holder, key } = vault
  if (!holder || !key) throw new Locked()
  return {
    kind: 'key',
    takenAt: new Date().toISOString(),
    kept: await keep({ clinic: holder.clinic, key: key.id }),
    notes: taken.map(({ row, clientName, addenda }) => ({
      row,
      clientName,
      addenda: addenda.map((added) => added.row),
    })),
  }
}
