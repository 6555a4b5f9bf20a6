import { DateTime } from 'luxon'
import { column } from '@adonisjs/lucid/orm'
import encryption from '@adonisjs/core/services/encryption'

/**
 * A moment. Stored as ISO 8601 in UTC with milliseconds, which sorts as text; Lucid's own
 * decorator drops zone and milliseconds on SQLite.
 */
export function utc(options: { autoCreate?: boolean; autoUpdate?: boolean } = {}) {
  return column.dateTime({
    ...options,
    prepare: (value: DateTime | null) => (value ? value.toUTC().toISO() : value),
    consume: (value: string | null) =>
      value ? DateTime.fromMillis(Date.parse(value), { zone: 'utc' }) : value,
  })
}

/** Now, as a query must compare it with a `utc` column. */
export function utcNow() {
  return DateTime.utc().toISO()
}

/** A structure stored as JSON text. */
export function json() {
  return column({
    prepare: (value: unknown) =>
      value === null || value === undefined ? value : JSON.stringify(value),
    consume: (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value),
  })
}

/** Yes or no; SQLite keeps 1 and 0. */
export function bool() {
  return column({ consume: (value: unknown) => (value === null ? null : Boolean(value)) })
}

/**
 * Text that lies encrypted in the database under the data key (AES-256-GCM). The purpose is bound
 * to it, so that a value copied into another column does not decrypt.
 */
export function encrypted(purpose: string) {
  return column({
    serializeAs: null,
    prepare: (value: string | null) =>
      value ? encryption.use('data').encrypt(value, { purpose }) : value,
    consume: (value: string | null) =>
      value ? encryption.use('data').decrypt<string>(value, purpose) : value,
  })
}
