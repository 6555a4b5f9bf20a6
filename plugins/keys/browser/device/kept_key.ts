import type { Keys } from '../crypto/key_pair.ts'
import { read, remove, write } from './store.ts'

/** The key of a member who chose to keep it on this device; nobody can copy it out of the browser. */
export const keptKey = {
  /** @param id the member's current key: one that was replaced is none of theirs any more */
  async of(holder: string, id: string): Promise<Keys | null> {
    const keys = await read<Keys>('keys', holder)
    return keys?.id === id ? keys : null
  },
  keep: (holder: string, keys: Keys) => write('keys', holder, keys),
  forget: (holder: string) => remove('keys', holder),
}
