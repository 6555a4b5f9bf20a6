import vine from '@vinejs/vine'
import { FORMATS } from '#exports/formats'
import { STATUSES } from '#exports/exported_client'

export const exportValidator = vine.create({
  format: vine.enum(FORMATS),
  status: vine.enum(STATUSES),
  forExcel: vine.boolean().parse((value) => value ?? false),
  nationalIds: vine.boolean().parse((value) => value ?? false),
})
