import vine from '@vinejs/vine'
import { EMERGENCY, REASONS } from '#models/opening'

const words = () => vine.string().trim().maxLength(200)

export const openingValidator = vine.create({
  openingBecause: vine.enum([...REASONS, EMERGENCY] as const),
  openingWords: words().nullable().optional(),
  openingNext: vine.string(),
  openingAgain: vine.boolean().optional(),
})

export const reviewValidator = vine.create({ comment: words().minLength(3) })
