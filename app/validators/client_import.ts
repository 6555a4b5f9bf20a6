import vine from '@vinejs/vine'
import { DELIMITER_NAMES, DELIMITERS } from '#imports/delimiter'
import { ENCODINGS } from '#imports/encoding'
import { FIELDS } from '#imports/fields'
import { DATE_ORDERS, EXISTING } from '#models/client_import'

const DELIMITER_OF = Object.fromEntries(
  DELIMITERS.map((delimiter) => [DELIMITER_NAMES[delimiter], delimiter])
)

export const mappingValidator = vine.create({
  encoding: vine.enum(ENCODINGS),
  delimiter: vine
    .enum(Object.values(DELIMITER_NAMES))
    .transform((name) => DELIMITER_OF[name])
    .optional(),
  hasHeadings: vine.boolean().parse((value) => value ?? false),
  columns: vine.array(vine.enum(FIELDS).nullable()).optional(),
  dateOrder: vine.enum(DATE_ORDERS).optional(),
  existing: vine.enum(EXISTING),
})
