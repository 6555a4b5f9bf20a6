import type { I18n } from '@adonisjs/i18n'
import { clinicSettings } from '#clinics/settings'
import type { ClientReport, ReportPart } from './client_report.js'

/** A value as a person reads it; `picture` for a signature or a photo, as a data: URI. */
export type Cell = { text: string; picture?: string }
export type Row = { label: string; value: Cell }
export type Table = { columns: string[]; rows: Cell[][] }

/** A heading with what is kept under it: single values, lists, or both. */
export type Section = { title: string; rows: Row[]; table?: Table }
export type ReadablePart = { title: string; missing: ReportPart['missing']; sections: Section[] }

type Json = Record<string, unknown>

const PICTURE = /^data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/=]+$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
/** Fields of the core that hold a word of ours. */
const WORDS: Record<string, string> = {
  channel: 'clients.channels',
  locale: 'clients.locales',
  because: 'openings.because',
}

/** With more columns than this a list is shown one after the other. */
const WIDEST_TABLE = 7
const DAY = /^\d{4}-\d\d-\d\d$/

/** Turns the JSON of a report into headings, lines and tables with words in the reader's language. */
export class ReadableReport {
  constructor(
    private report: ClientReport,
    private i18n: I18n
  ) {}

  /** The parts in which something is kept, or something is missing. */
  get parts(): ReadablePart[] {
    return this.report.parts
      .filter(({ data, missing }) => data || missing)
      .map((part) => ({
        title: this.titleOf(part.id),
        missing: part.missing,
        sections: part.data ? this.sections(part.id, '', part.data) : [],
      }))
  }

  private titleOf(id: string) {
    return this.i18n.t(id === 'core' ? 'clients.report.core' : `${id}.plugin.name`)
  }

  /** An object is a section; what is nested in it are sections after it. */
  private sections(owner: string, title: string, data: Json): Section[] {
    const own: Section = { title, rows: [] }
    const nested: Section[] = []
    for (const [key, value] of Object.entries(data)) {
      const label = this.label(owner, key)
      const below = title ? `${title} › ${label}` : label
      if (isListOfObjects(value)) nested.push(...this.listed(owner, below, value))
      else if (isObject(value)) nested.push(...this.sections(owner, below, value))
      else if (!isNothing(value)) own.rows.push({ label, value: this.cell(owner, key, value) })
    }
    return own.rows.length ? [own, ...nested] : nested
  }

  private listed(owner: string, title: string, list: Json[]): Section[] {
    if (!list.length) return []
    if (list.some((item) => isDeep(item) || Object.keys(item).length > WIDEST_TABLE))
      return list.flatMap((item, index) => this.sections(owner, `${title} ${index + 1}`, item))
    const keys = [...new Set(list.flatMap((item) => Object.keys(item)))]
    const used = keys.filter((key) => list.some((item) => !isNothing(item[key])))
    const table = {
      columns: used.map((key) => this.label(owner, key)),
      rows: list.map((item) => used.map((key) => this.cell(owner, key, item[key]))),
    }
    return [{ title, rows: [], table }]
  }

  /** A plugin names its words `<id>.report.fields.<key>`; without them the key itself is made readable. */
  private label(owner: string, key: string) {
    const noun = owner === 'core' ? 'clients' : owner
    const found =
      this.i18n.resolveIdentifier(`${noun}.report.fields.${key}`) ??
      this.i18n.resolveIdentifier(`${noun}.fields.${key}`)
    return found?.message ?? humanised(key)
  }

  private cell(owner: string, key: string, value: unknown): Cell {
    if (Array.isArray(value))
      return { text: value.map((one) => this.text(owner, key, one)).join(', ') }
    if (isObject(value)) return { text: this.pairs(owner, value) }
    if (typeof value === 'string' && PICTURE.test(value)) return { text: '', picture: value }
    return { text: this.text(owner, key, value) }
  }

  private pairs(owner: string, object: Json) {
    const pairs = Object.entries(object).filter(([, value]) => !isNothing(value))
    return pairs
      .map(([key, value]) => `${this.label(owner, key)}: ${this.cell(owner, key, value).text}`)
      .join('; ')
  }

  private text(owner: string, key: string, value: unknown) {
    if (isNothing(value)) return '–'
    if (typeof value === 'boolean')
      return this.i18n.t(value ? 'clients.report.yes' : 'clients.report.no')
    if (typeof value === 'number') return this.i18n.formatNumber(value)
    const text = String(value)
    if (owner === 'core' && key in WORDS) return this.i18n.t(`${WORDS[key]}.${text}`)
    const word = this.i18n.resolveIdentifier(`${owner}.report.values.${key}.${text}`)
    if (word) return word.message
    if (MOMENT.test(text)) return this.moment(text)
    return DAY.test(text) ? this.day(text) : text
  }

  private moment(text: string) {
    const { timeZone } = clinicSettings.read()
    const style = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const
    return this.i18n.formatDate(new Date(text), style)
  }

  private day(text: string) {
    return this.i18n.formatDate(new Date(text), { dateStyle: 'long', timeZone: 'UTC' })
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isListOfObjects(value: unknown): value is Json[] {
  return Array.isArray(value) && value.some(isObject)
}

/** Too deep for one line of a table. */
function isDeep(item: Json) {
  const nested = Object.values(item).filter(isObject)
  return (
    Object.values(item).some(isListOfObjects) ||
    nested.some((value) =>
      Object.values(value).some((inner) => isObject(inner) || isListOfObjects(inner))
    )
  )
}

function isNothing(value: unknown) {
  if (Array.isArray(value)) return value.length === 0
  if (isObject(value)) return Object.keys(value).length === 0
  return value === null || value === undefined || value === ''
}

/** `created_at` and `createdAt` → `Created at`. */
function humanised(key: string) {
  const words = key
    .replaceAll('_', ' ')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
