import type { Keys } from '../crypto/key_pair.ts'
import { read, remove, write } from './store.ts'

/** The key of a member who chose to keep it on this device; nobody can copy it out of the browser. */
export const keptKey = {
  /** @param id the member's current key: one that was replaced is none of theirs any more */
  async of(holder: string, id: string): Promise<Keys | null> {
    if (marked.has(holder)) await keptKey.forget(holder)
    const keys = await read<Keys>('keys', holder)
    return keys?.id === id ? keys : null
  },
  keep(holder: string, keys: Keys) {
    marked.delete(holder)
    return write('keys', holder, keys)
  },
  async forget(holder: string) {
    marked.add(holder)
    await remove('keys', holder)
    marked.delete(holder)
  },
}

/**
 * Whose key is to be forgotten. The store takes a moment for that; a page that is left in this moment has locked
 * all the same, because the mark is there at once.
 */
const marked = {
  has: (holder: string) => inMarks((marks) => marks.getItem(nameOf(holder)) !== null) === true,
  add: (holder: string) => inMarks((marks) => marks.setItem(nameOf(holder), 'yes')),
  delete: (holder: string) => inMarks((marks) => marks.removeItem(nameOf(holder))),
}

function nameOf(holder: string) {
  return `fortrolig-forget-key-${holder}`
}

function inMarks<Value>(work: (marks: Storage) => Value): Value | null {
  try {
    return work(localStorage)
  } catch {
    // A browser that keeps nothing keeps no key either.
    return null
  }
}
