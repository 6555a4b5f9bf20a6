import vine from '@vinejs/vine'
import { NAME_DISPLAYS } from '#plugins/precautions'

export const calendarFeedValidator = vine.create({
  names: vine.enum(NAME_DISPLAYS),
})
