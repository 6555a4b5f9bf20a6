import {
  type ContentLine,
  hasType,
  listOf,
  partsOf,
  readContentLine,
  textOf,
} from './content_line.js'
import type { Field } from './fields.js'
import type { Row, TableFile } from './row.js'
import { unfoldedLines } from './vcard_lines.js'

const COLUMNS = [
  'firstName',
  'lastName',
  'fullName',
  'email',
  'phone',
  'birthDate',
  'street',
  'postalCode',
  'city',
  'country',
  'locale',
  'emergencyName',
  'tags',
] as const satisfies Field[]
type Cells = Partial<Record<(typeof COLUMNS)[number], string>>

/** Photos and keys are long, and nothing of them is kept. */
const WANTED = /^(?:[\w-]+\.)?(BEGIN|END|KIND|N|FN|EMAIL|TEL|BDAY|ADR|LANG|RELATED|CATEGORIES)[;:]/i

/**
 * Contacts from a phone, Outlook or Google, in vCard 2.1, 3.0 or 4.0; each card is a row.
 * The package vcard4 reads none before 4.0, and refuses a whole file for one line that it does not know.
 */
export class VcardFile implements TableFile {
  readonly headings = [...COLUMNS]
  readonly fields = [...COLUMNS]

  constructor(private text: string) {}

  *rows(): Generator<Row> {
    let open: { line: number; card: Card } | null = null
    for (const { line, text } of unfoldedLines(this.text)) {
      const property = WANTED.test(text) ? readContentLine(text) : null
      if (property?.name === 'BEGIN') {
        if (open) yield { line: open.line, cells: open.card.cells, broken: 'unfinished_card' }
        open = { line, card: new Card() }
      } else if (property?.name === 'END' && open) {
        yield { line: open.line, cells: open.card.cells, broken: open.card.broken }
        open = null
      } else if (property) open?.card.add(property)
    }
    if (open) yield { line: open.line, cells: open.card.cells, broken: 'unfinished_card' }
  }
}

class Card {
  private properties: ContentLine[] = []

  add(property: ContentLine) {
    this.properties.push(property)
  }

  /** A card can also stand for a company or a group of cards (RFC 6350, 6.1.4). */
  get broken() {
    const kind = this.first('KIND')
    return kind && !/^individual$/i.test(textOf(kind)) ? 'not_a_person' : undefined
  }

  get cells(): string[] {
    const cells: Cells = {
      ...this.name(),
      ...this.address(),
      email: this.text('EMAIL', 'pref'),
      phone: this.phone(),
      birthDate: this.birthDate(),
      locale: this.text('LANG', 'pref'),
      emergencyName: this.emergencyName(),
      tags: this.all('CATEGORIES').flatMap(listOf).join(', '),
    }
    return COLUMNS.map((column) => cells[column] ?? '')
  }

  private name(): Cells {
    const name = this.first('N')
    const [lastName = '', given = '', middle = ''] = name ? partsOf(name) : []
    const firstName = `${given} ${middle}`.trim()
    return firstName || lastName ? { firstName, lastName } : { fullName: this.text('FN') }
  }

  private address(): Cells {
    const address = this.first('ADR', 'home', 'pref')
    if (!address) return {}
    const [box, extension, street, city, , postalCode, country] = partsOf(address)
    return {
      street: [street, extension, box].filter(Boolean).join(', '),
      city,
      postalCode,
      country,
    }
  }

  private phone() {
    const numbers = this.all('TEL').filter((tel) => !hasType(tel, 'fax') && !hasType(tel, 'pager'))
    const number = preferred(numbers, 'pref', 'cell')
    return number && textOf(number).replace(/^tel:/i, '')
  }

  private birthDate() {
    const date = this.first('BDAY')
    // Apple writes a day without a year as one of 1604, and says so.
    const isYearOmitted = date?.parameters.has('X-APPLE-OMIT-YEAR')
    return date && textOf(date).replace(isYearOmitted ? /^\d{4}-/ : /^$/, '--')
  }

  private emergencyName() {
    const related = this.all('RELATED').find((person) => hasType(person, 'emergency'))
    return related && !/^(urn|https?|mailto):/i.test(related.value) ? textOf(related) : undefined
  }

  private text(name: string, ...types: string[]) {
    const property = this.first(name, ...types)
    return property && textOf(property)
  }

  private first(name: string, ...types: string[]) {
    return preferred(this.all(name), ...types)
  }

  private all(name: string) {
    return this.properties.filter((property) => property.name === name)
  }
}

/** The first with the first of these types that any of them has, or simply the first. */
function preferred(properties: ContentLine[], ...types: string[]): ContentLine | undefined {
  for (const type of types) {
    const found = properties.find((property) => hasType(property, type))
    if (found) return found
  }
  return properties[0]
}
