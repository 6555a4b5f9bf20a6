import vine from '@vinejs/vine'
import { defineSettings } from '#clinics/stored_settings'

/** What happens to a note that nobody signed in time: it is made final as it is, or only told of. */
export const UNSIGNED = ['report', 'finalise'] as const
/** Who reads a new note besides its author, until the author says otherwise. */
export const FIRST_READERS = ['author', 'colleagues'] as const

export const soapSettings = defineSettings(
  'soap',
  vine.create({
    unsigned: vine.enum(UNSIGNED),
    unsignedDays: vine.number().withoutDecimals().range([1, 90]),
    readers: vine.enum(FIRST_READERS),
  }),
  { unsigned: 'report', unsignedDays: 14, readers: 'author' }
)
