import vine from '@vinejs/vine'
import { SECURITIES } from '#mails/settings'

/** A name or an address of a machine, without a scheme and without a port. */
const MACHINE = /^(?!.*\.\.)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^[0-9a-f:]+$/i

export const mailSettingsValidator = vine.create({
  host: vine.string().maxLength(253).regex(MACHINE),
  port: vine.number().withoutDecimals().range([1, 65_535]),
  security: vine.enum(SECURITIES),
  user: vine.string().maxLength(320).optional(),
  password: vine.string().maxLength(1000).optional(),
  senderName: vine.string().maxLength(100).optional(),
  senderAddress: vine.string().email().maxLength(254),
  replyTo: vine.string().email().maxLength(254).optional(),
})

export const mailTestValidator = vine.create({
  email: vine.string().email().maxLength(254),
})
