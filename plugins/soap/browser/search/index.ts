/** What is found: which note, and the words around the first place. */
export type Hit<Entry> = { entry: Entry; before: string; match: string; after: string }

type Text<Entry> = { entry: Entry; text: string; folded: string }

const AROUND = 60
/** Searching is fast; after so many the page may breathe. */
const PORTION = 4000

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

  add(key: string, entry: Entry, text: string) {
    this.texts.set(key, { entry, text, folded: fold(text) })
  }

  clear() {
    this.texts.clear()
  }

  /** What is found so far, in portions, the newest added last. */
  *search(query: string): Generator<Hit<Entry>[]> {
    const terms = termsOf(query)
    if (!terms.length) return
    let hits: Hit<Entry>[] = []
    let looked = 0
    for (const text of this.texts.values()) {
      if (terms.every((term) => text.folded.includes(term))) hits.push(hitIn(text, terms[0]))
      if (++looked % PORTION) continue
      yield hits
      hits = []
    }
    yield hits
  }
}

export function termsOf(query: string) {
  return fold(query).split(/\s+/).filter(Boolean)
}

/** Letters of one form, so that they compare. */
export function fold(text: string) {
  return text.normalize('NFC').toLowerCase()
}

function hitIn<Entry>({ entry, text, folded }: Text<Entry>, term: string): Hit<Entry> {
  const shown = text.normalize('NFC')
  const at = folded.indexOf(term)
  const from = Math.max(0, at - AROUND)
  const to = at + term.length
  return {
    entry,
    before: (from ? '…' : '') + shown.slice(from, at),
    match: shown.slice(at, to),
    after: shown.slice(to, to + AROUND) + (to + AROUND < shown.length ? '…' : ''),
  }
}
