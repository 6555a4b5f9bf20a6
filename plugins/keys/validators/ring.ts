import vine from '@vinejs/vine'
import { FORMS, REASONS } from '../models/key.js'

/** A compact JWS; what it says is looked at after its signature. */
const signed = () => vine.string().maxLength(4000)

export const cardValidator = vine.create({
  card: signed(),
  form: vine.enum(FORMS).optional(),
})

export const proofValidator = vine.create({
  proof: signed(),
  why: vine.enum(REASONS).optional(),
})

export const pinValidator = vine.create({ pin: signed() })
