import vine from '@vinejs/vine'
import { LOCALES } from '#config/i18n'
import { CHANNELS } from '../models/request.js'
import { TOLD } from '../models/answer.js'

const statements = vine.array(vine.string().uuid()).minLength(1).maxLength(50).distinct()

export const requestValidator = vine.create({
  statements,
  locale: vine.enum(LOCALES),
  channel: vine.enum(CHANNELS),
})
export const batchValidator = vine.create({ statements })
export const withdrawalValidator = vine.create({ told: vine.enum(TOLD) })
