import vine from '@vinejs/vine'
import { normalPhone } from '#clients/phone'
import { PROVIDERS } from '../models/gateway.js'

const SID = /^AC[0-9a-fA-F]{32}$/
/** Eleven letters and digits, a number, or one of Twilio's messaging services. */
const SENDER = /^([A-Za-z0-9 ]{1,11}|\+?\d{3,15}|MG[0-9a-fA-F]{32})$/

const phone = vine.createRule((value, _, field) => {
  if (!normalPhone(String(value)))
    field.report('The {{ field }} field must be a phone number', 'client_phone', field)
})

export const gatewayValidator = vine.create({
  provider: vine.enum(PROVIDERS),
  account: vine
    .string()
    .trim()
    .regex(SID)
    .nullable()
    .optional()
    .requiredWhen('provider', '=', 'twilio'),
  sender: vine.string().trim().regex(SENDER),
  token: vine.string().trim().minLength(8).maxLength(500).nullable().optional(),
  reportSecret: vine.string().trim().minLength(16).maxLength(500).nullable().optional(),
})

export const gatewayTestValidator = vine.create({
  phone: vine.string().maxLength(40).use(phone()),
})
