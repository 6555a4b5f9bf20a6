import vine from '@vinejs/vine'

export const decoyValidator = vine.create({ number: vine.number().withoutDecimals().positive() })
