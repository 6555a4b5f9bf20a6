import vine from '@vinejs/vine'

export const entryValidator = vine.create({ text: vine.string().minLength(2).maxLength(200) })
