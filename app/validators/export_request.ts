import vine from '@vinejs/vine'

const sentence = () => vine.string().trim().minLength(5).maxLength(500)

export const exportRequestValidator = vine.create({ reason: sentence() })
export const exportRefusalValidator = vine.create({ answer: sentence() })
