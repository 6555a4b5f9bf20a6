import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type Client from '#models/client'
import { normalPhone } from './phone.js'
import { dateInNationalId, type SearchTerm, searchTerms } from './search_terms.js'
import { sortKey } from './sort_folds.js'

export type ClientQuery = ModelQueryBuilderContract<typeof Client>

const SHORTEST_TRIGRAM = 3

/** Danish and Norwegian letters as people write them who do not have the keys. */
const SPELLINGS = [
  ['ae', 'æ'],
  ['oe', 'ø'],
  ['aa', 'å'],
] as const

/** Finds clients by name, e-mail, phone number and birth date, through the full-text indexes of the clients table. */
export class ClientSearch {
  private terms: SearchTerm[]

  constructor(readonly typed: string) {
    this.terms = searchTerms(typed)
  }

  get isEmpty() {
    return this.terms.length === 0
  }

  /** Leaves only the clients in whom every term is found. */
  narrow(clients: ClientQuery) {
    for (const term of this.terms) clients.where((query) => void this.find(query, term))
  }

  /** What a name might begin with: the first term that is made of letters alone. */
  get beginning() {
    const found = this.terms.find((term) => term.kind === 'text' && /^\p{L}+$/u.test(term.text))
    return found?.kind === 'text' ? sortKey(found.text) : null
  }

  private find(query: ClientQuery, term: SearchTerm) {
    if (term.kind === 'text') return findText(query, term.text)
    if (term.kind === 'digits') return findDigits(query, term.digits)
    query.where('birth_date', 'like', `%${term.date}`)
    if (term.digits.length > 4) query.orWhere((other) => void findDigits(other, term.digits))
    return query
  }
}

function findText(query: ClientQuery, text: string) {
  if ([...text].length >= SHORTEST_TRIGRAM) return findPhrases(query, spellings(text))
  const words = text.match(/[\p{L}\p{N}]+/gu)
  if (words) return findBeginnings(query, words)
  // Neither letter nor digit: an index of words does not know it. Rare, and 10,000 rows are read in 4 ms.
  return query.whereRaw(
    `instr(first_name || ' ' || last_name || ' ' || coalesce(email, ''), ?) > 0`,
    [text]
  )
}

function findDigits(query: ClientQuery, digits: string) {
  if (digits.length < SHORTEST_TRIGRAM) return query.where('number', Number(digits))
  const phone = normalPhone(digits) ?? normalPhone(`+${digits.replace(/^00/, '')}`)
  const born = dateInNationalId(digits)
  const phrases = [digits, phone, digits.replace(/^0+/, ''), born]
    .filter((phrase) => phrase !== null)
    .filter((phrase) => phrase.length >= SHORTEST_TRIGRAM)
  return findPhrases(query, [...new Set(phrases)]).orWhere('number', Number(digits))
}

function findPhrases(query: ClientQuery, phrases: string[]) {
  return query.whereRaw(
    'clients.number in (select rowid from client_trigrams where client_trigrams match ?)',
    [phrases.map(quoted).join(' OR ')]
  )
}

function findBeginnings(query: ClientQuery, words: string[]) {
  return query.whereRaw(
    'clients.number in (select rowid from client_words where client_words match ?)',
    [words.map((word) => `${quoted(word)}*`).join(' AND ')]
  )
}

/** A string of the FTS5 query language, in which nothing means anything but itself. */
function quoted(text: string) {
  return `"${text.replaceAll('"', '""')}"`
}

/** The text, and the text with each of the spellings undone: `oestergaard`, `østergaard`, `oestergård`, `østergård`. */
function spellings(text: string) {
  const ways = SPELLINGS.reduce(
    (known, [plain, letter]) => [...known, ...known.map((way) => way.replaceAll(plain, letter))],
    [text.toLowerCase()]
  )
  return [...new Set(ways)]
}
