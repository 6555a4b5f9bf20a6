import { clinicClient } from '#clinics/database'

/** Ids, times, time zones, and the ids of mails: nobody can say anything with those. */
const BY_PROGRAMS = /^<?[\da-f-]{32,}|^\d{4}-\d\d-\d\d|^[A-Z]\w+\/\w+$/
const BY_PEOPLE = /[\p{Lu} @]/u

/** Where is written what was sent, or done, from what stands elsewhere. */
const RECORDS = ['audit_events', 'outgoing_calls']

/** The columns of the clinic in hand, and the single settings, of which anything that people wrote stands in these words. */
export async function columnsIn(words: string): Promise<string[]> {
  const found = new Set<string>()
  for (const table of await tables())
    for (const row of await clinicClient().from(table))
      for (const [column, value] of Object.entries(row))
        for (const [place, text] of textsIn(`${table}.${column}`, value))
          if (piecesOf(text).some((piece) => words.includes(piece))) found.add(place)
  return [...found].sort()
}

async function tables(): Promise<string[]> {
  const { rows = null, ...list } = await clinicClient().rawQuery(
    `select name from sqlite_master where type = 'table' and name not like 'sqlite%' and sql not like '%virtual%'`
  )
  const names = (rows ?? Object.values(list)).map(({ name }: { name: string }) => name)
  return names.filter((name: string) => !RECORDS.includes(name))
}

/** A setting is a text within a text. */
function* textsIn(place: string, value: unknown): Generator<[string, string]> {
  if (typeof value !== 'string') return
  if (!/^[[{]/.test(value)) return yield [place, value]
  try {
    for (const [key, each] of Object.entries(JSON.parse(value)))
      yield* textsIn(`${place}.${key}`, typeof each === 'object' ? JSON.stringify(each) : each)
  } catch {
    yield [place, value]
  }
}

/** What stands between the gaps of a text. */
function piecesOf(text: string) {
  const pieces = text.split(/\{\w+\}/).map((piece) => piece.trim())
  return pieces.filter((it) => it.length > 3 && BY_PEOPLE.test(it) && !BY_PROGRAMS.test(it))
}
