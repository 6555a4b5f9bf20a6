import { type Derived, derivedColumns } from '#clients/columns'
import { clinicClient } from '#clinics/database'
import { contradict, type Identity, identityOf, marksOf, plainName } from './identity.js'
import type { ImportedClient, Reading } from './row_reader.js'

/** What becomes of a row. A client without an id is one that the same file makes further up. */
export type Verdict =
  | { kind: 'new'; reading: Reading; client: ImportedClient; derived: Derived; who: Identity }
  | { kind: 'known'; reading: Reading; client: ImportedClient; id: string | null }
  | { kind: 'failed'; reading: Reading }

type Recognised = ReturnType<typeof recognised>
type Known = { who: Identity; id: string | null }

const COLUMNS = ['email', 'phone_normal', 'birth_date', 'national_id_index', 'import_key'] as const

/** Tells the rows of a file that are new clients from those that are there already, in the clinic or further up in the file. */
export class Matcher {
  private inFile = new People()

  /** The rows must come in the order of the file. Asks the database once for all of them. */
  async judge(readings: Reading[]): Promise<Verdict[]> {
    const people = readings.map(({ client }) => client && recognised(client))
    const found = people.filter((person) => person !== null)
    const inClinic = await candidates(found.map(({ who }) => who))
    return readings.map((reading, index) => this.verdict(reading, people[index], inClinic))
  }

  private verdict(reading: Reading, person: Recognised | null, inClinic: People): Verdict {
    if (!person) return { kind: 'failed', reading }
    const { client, who } = person
    const known = inClinic.find(who) ?? this.inFile.find(who)
    if (known) return { kind: 'known', reading, client, id: known.id }
    this.inFile.add({ who, id: null })
    return { kind: 'new', reading, ...person }
  }
}

function recognised(client: ImportedClient) {
  const derived = derivedColumns({ phone: client.phone, nationalId: client.nationalId })
  return { client, derived, who: identityOf(client, derived) }
}

/** Known people by everything that they can be recognised by. */
class People {
  private byMark = new Map<string, Known[]>()

  add(known: Known) {
    for (const mark of marksOf(known.who)) {
      const sharing = this.byMark.get(mark)
      if (sharing) sharing.push(known)
      else this.byMark.set(mark, [known])
    }
  }

  find(who: Identity) {
    const sharing = marksOf(who).flatMap((mark) => this.byMark.get(mark) ?? [])
    return sharing.find((known) => !contradict(known.who, who))
  }
}

/** Clients of the clinic who share anything at all with these people. */
async function candidates(people: Identity[]) {
  const found = new People()
  if (!people.length) return found
  const query = clinicClient()
    .from('clients')
    .select('id', 'first_name', 'last_name', ...COLUMNS)
  for (const column of COLUMNS) {
    const values = people.map((who) => who[column]).filter((value) => value !== null)
    query.orWhereIn(column, [...new Set(values)])
  }
  for (const { id, ...columns } of await query)
    found.add({ id, who: { ...columns, name: plainName(columns.first_name, columns.last_name) } })
  return found
}
