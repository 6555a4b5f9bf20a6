/** What is shown of a note that was found: the words around the first place. */
export type Hit = { before: string; match: string; after: string }

/** A note in the index; `folded` is its text as it is compared. */
export type Text<Entry> = { entry: Entry; text: string; folded: string }

const AROUND = 60
/** So many are looked through before somebody asks whether to go on. */
const PORTION = 1000

/**
 * An index of opened notes, in memory only. A query is some words, all of which must be in a note, in any order; large
 * and small letters are the same.
 */
export class NoteIndex<Entry> {
  private texts = new Map<string, Text<Entry>>()

  get size() {
    return this.texts.size
  }

  has(key: string) {
    return this.texts.has(key)
  }

  add(key: string, entry: Entry, written: string) {
    const text = written.normalize('NFC')
    this.texts.set(key, { entry, text, folded: text.toLowerCase() })
  }

  clear() {
    this.texts.clear()
  }

  /** What is found so far, in portions, the newest added last. */
  *search(query: string): Generator<Text<Entry>[]> {
    const terms = termsOf(query)
    if (!terms.length) return
    let found: Text<Entry>[] = []
    let looked = 0
    for (const text of this.texts.values()) {
      if (terms.every((term) => text.folded.includes(term))) found.push(text)
      if (++looked % PORTION) continue
      yield found
      found = []
    }
    yield found
  }
}

/** The first place in a note that was found by this query, with some words before and behind. */
export function hitIn({ text, folded }: Text<unknown>, query: string): Hit {
  const [term] = termsOf(query)
  const at = folded.indexOf(term)
  const from = Math.max(0, at - AROUND)
  const to = at + term.length
  return {
    before: (from ? '…' : '') + text.slice(from, at),
    match: text.slice(at, to),
    after: text.slice(to, to + AROUND) + (to + AROUND < text.length ? '…' : ''),
  }
}

/** Letters of one form, so that they compare. */
function termsOf(query: string) {
  return query.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean)
}
