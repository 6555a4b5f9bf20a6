import vine from '@vinejs/vine'
import { defineSettings } from '#clinics/stored_settings'

/** What a clinic may decide. The page to change it is views/settings.edge. */
export const settings = defineSettings(
  'waiting-list',
  vine.create({ mostEntries: vine.number().withoutDecimals().range([1, 100]) }),
  { mostEntries: 10 }
)
