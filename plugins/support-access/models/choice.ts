import vine from '@vinejs/vine'
import { SCOPE_NAMES } from '../scopes.js'
import { MINUTES } from './grant.js'

/** What a member chooses when making a code. */
export const grantValidator = vine.create({
  name: vine.string().trim().minLength(2).maxLength(80),
  purpose: vine.string().trim().maxLength(300).nullable().optional(),
  scopes: vine.array(vine.enum(SCOPE_NAMES)).minLength(1),
  access: vine.enum(['view', 'change'] as const),
  minutes: vine.number().withoutDecimals().range([MINUTES.least, MINUTES.most]),
})

/** What a helper types. */
export const codeValidator = vine.create({ code: vine.string().trim().maxLength(60) })
