import type { ClientValues } from '#clients/columns'
import { splitAddress, splitPostalCodeAndCity } from './addresses.js'
import { Cells, type ReadingOptions } from './cells.js'
import { splitName } from './names.js'
import { isFailure, type Problem } from './problem.js'
import type { Row } from './row.js'
import { readChannel, readCountry, readLocale, readYesNo } from './words.js'

/** What a row says of a client. Fields of which it says nothing are missing. */
export type ImportedClient = ClientValues & {
  firstName: string
  tags: string[]
  alerts: string[]
  archived: boolean
}

/** A row as it was understood; without a client when it cannot be imported. */
export type Reading = { row: Row; client: ImportedClient | null; problems: Problem[] }

/** Understands the rows of one file. Never throws: what cannot be understood is a problem of its row. */
export class RowReader {
  constructor(private options: ReadingOptions) {}

  read(row: Row): Reading {
    const cells = new Cells(row.cells, this.options)
    if (row.broken) cells.report({ code: row.broken })
    else if (this.isTooWide(row)) cells.report({ code: 'too_many_cells' })
    const client = row.broken ? null : this.client(cells)
    return {
      row,
      client: cells.problems.some(isFailure) ? null : client,
      problems: cells.problems,
    }
  }

  /** A delimiter that stands unquoted in a cell pushes all others to the right. */
  private isTooWide({ cells }: Row) {
    return cells.slice(this.options.mapping.length).some((cell) => cell.trim())
  }

  private client(cells: Cells): ImportedClient {
    return {
      ...name(cells),
      email: cells.email('email'),
      phone: cells.phone('phone'),
      birthDate: cells.birthDate('birthDate'),
      nationalId: cells.nationalId('nationalId'),
      ...address(cells),
      locale: cells.word('locale', readLocale),
      channel: cells.word('channel', readChannel),
      neverCall: cells.word('neverCall', readYesNo),
      noVoicemail: cells.word('noVoicemail', readYesNo),
      emailOnly: cells.word('emailOnly', readYesNo),
      emergencyName: cells.text('emergencyName'),
      emergencyPhone: cells.phone('emergencyPhone'),
      emergencyRelation: cells.text('emergencyRelation'),
      tags: cells.list('tags', /[,;\n]|:::/),
      alerts: cells.list('alerts', /\n/),
      archived: cells.word('archived', readYesNo) ?? false,
    }
  }
}

function name(cells: Cells) {
  const [firstName, lastName] = [cells.text('firstName'), cells.text('lastName')]
  const whole = splitName(cells.text('fullName') ?? '')
  // Somebody with one name only has it as the first one.
  const given = firstName ?? lastName ?? whole.firstName
  const family = firstName ? lastName : lastName ? undefined : whole.lastName
  if (!given) cells.report({ code: 'no_name' })
  return { firstName: given, lastName: family }
}

function address(cells: Cells) {
  const whole = splitAddress(cells.text('address') ?? '')
  const place = splitPostalCodeAndCity(cells.text('postalCodeAndCity') ?? '')
  const country = cells.word('country', readCountry) ?? readCountry(whole.country ?? '')
  return {
    street: cells.text('street') ?? (whole.street || undefined),
    postalCode: cells.text('postalCode') ?? place?.postalCode ?? (whole.postalCode || undefined),
    city:
      cells.text('city') ??
      place?.city ??
      (cells.text('postalCodeAndCity') || whole.city || undefined),
    country: country ?? undefined,
  }
}
