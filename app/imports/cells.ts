import vine from '@vinejs/vine'
import type { CountryCode } from 'libphonenumber-js'
import { phoneRules } from '#clinics/phone_rules'
import { looksLikeNationalId } from '#clients/national_id'
import { type DateOrder, readBirthDate } from './dates.js'
import type { Field, Mapping } from './fields.js'
import type { Problem } from './problem.js'

/** How the cells of one file are understood. */
export type ReadingOptions = {
  mapping: Mapping
  /** Phone numbers and national ids without a prefix are of this country. */
  country: CountryCode
  dates: { order: DateOrder; isCertain: boolean }
  /** The last day on which somebody can be born, as ISO 8601. */
  today: string
}

/** What a client's form takes, and so what can be edited later. */
export const LONGEST: Partial<Record<Field, number>> = {
  firstName: 100,
  lastName: 100,
  fullName: 100,
  email: 254,
  phone: 40,
  nationalId: 30,
  street: 200,
  postalCode: 20,
  city: 100,
  emergencyName: 100,
  emergencyPhone: 40,
  emergencyRelation: 50,
}
const LONGEST_OF_ALL = 1000

/** What exports write where they have nothing. */
const NOTHING =
  /^(-+|–|\.|\?+|n\/a|null|none|undefined|\(tom\)|0000-00-00|00?[-./]00?[-./]0+|01[-./]01[-./]0001)$/i

/** Several values in one cell: `a@b.dk; c@d.dk`, and as Google writes them, `20304050 ::: 33445566`. */
const SEVERAL = /\s*(?::::|[;,/|]|\n)\s*/

/** `Mobile: 20304050` */
const LABEL = /^\p{L}[^\d+]*:\s*/u

/** One row's cells by the field that they fill, and what is found wrong on the way. */
export class Cells {
  readonly problems: Problem[] = []

  constructor(
    private cells: string[],
    private options: ReadingOptions
  ) {}

  report(problem: Problem) {
    this.problems.push(problem)
  }

  /** The first filled cell of the columns that go into this field. */
  text(field: Field): string | undefined {
    return this.lines(field)?.replace(/\s*\n\s*/g, ', ')
  }

  email(field: Field) {
    const text = this.lines(field)?.replace(/^mailto:/i, '')
    if (!text || isEmail(text)) return text?.toLowerCase()
    const first = text.split(SEVERAL).map(withoutName).find(isEmail)
    this.report({ code: first ? 'first_taken' : 'email_wrong', field, cell: text })
    return first?.toLowerCase()
  }

  phone(field: Field) {
    const text = this.lines(field)
    if (!text || this.isPhone(text)) return text
    const numbers = text.split(SEVERAL).map((number) => number.replace(LABEL, ''))
    const first = numbers.find((number) => this.isPhone(number))
    if (first && numbers.length === 1) return first
    this.report({ code: first ? 'first_taken' : 'phone_unknown', field, cell: text })
    return first ?? this.text(field)
  }

  birthDate(field: Field) {
    const cell = this.text(field)
    if (!cell) return
    const { dates, today } = this.options
    const reading = readBirthDate(cell, { ...dates, today })
    const code = typeof reading === 'string' ? reading : reading.remark
    if (code) this.report({ code, field, cell })
    return typeof reading === 'string' ? undefined : reading.date
  }

  /** The id itself never stands in a problem: problems are shown to those who may not see ids. */
  nationalId(field: Field) {
    const id = this.text(field)
    if (id && !looksLikeNationalId(id, this.options.country))
      this.report({ code: 'national_id_unusual', field })
    return id
  }

  /** A cell that holds one of a few words. Others are left out, and that is said. */
  word<Meaning>(field: Field, read: (text: string) => Meaning | null): Meaning | undefined {
    const cell = this.text(field)
    if (!cell) return
    const meaning = read(cell)
    if (meaning === null) this.report({ code: 'left_out', field, cell })
    return meaning ?? undefined
  }

  list(field: Field, separator: RegExp): string[] {
    const entries = (this.lines(field) ?? '')
      .split(separator)
      // Google marks its own groups with a star; everybody is in «myContacts».
      .map((entry) => entry.trim().replace(/^\* /, ''))
      .filter((entry) => entry && entry !== 'myContacts')
    const tooLong = entries.find((entry) => entry.length > (field === 'tags' ? 50 : 200))
    if (tooLong) this.report({ code: 'too_long', field, cell: tooLong.slice(0, 60) })
    return [...new Set(entries)]
  }

  private lines(field: Field): string | undefined {
    const column = this.options.mapping.findIndex(
      (mapped, index) => mapped === field && cleaned(this.cells[index])
    )
    if (column < 0) return
    const text = cleaned(this.cells[column])!
    if (text.length <= (LONGEST[field] ?? LONGEST_OF_ALL)) return text
    this.report({ code: 'too_long', field, cell: text.slice(0, 60) })
  }

  private isPhone(text: string) {
    const options = { defaultCountry: this.options.country, extract: false }
    return phoneRules().parsePhoneNumberFromString(text, options)?.isPossible() ?? false
  }
}

/** Without what the world puts around a value: spaces, the apostrophe of a defused formula, a word for nothing. */
function cleaned(cell = '') {
  const text = cell
    .normalize('NFC')
    .replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/(?:[^\P{Cc}\n]|[^\S\n])+/gu, ' ')
    .trim()
  return NOTHING.test(text) ? '' : text
}

function isEmail(text: string) {
  return vine.helpers.isEmail(text)
}

/** `Hans Hansen <hans@example.dk>` */
function withoutName(text: string) {
  return /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text
}
