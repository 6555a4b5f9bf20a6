import vine from '@vinejs/vine'
import encryption from '@adonisjs/core/services/encryption'
import { defineSettings } from '#plugins/settings'

export const SECURITIES = ['tls', 'starttls', 'none'] as const
export type Security = (typeof SECURITIES)[number]

const PURPOSE = 'settings.mail.password'

/** How this clinic sends mail. The password lies encrypted in it; see `smtpPassword()`. */
export const mailSettings = defineSettings(
  'mail',
  vine.create({
    host: vine.string().trim().maxLength(253),
    port: vine.number().withoutDecimals().range([1, 65_535]),
    security: vine.enum(SECURITIES),
    user: vine.string().trim().maxLength(320).optional(),
    password: vine.string().maxLength(1000).optional(),
    senderName: vine.string().trim().maxLength(100).optional(),
    senderAddress: vine.string().trim().email().maxLength(320),
    replyTo: vine.string().trim().email().maxLength(320).optional(),
  }),
  { host: '', port: 587, security: 'starttls', senderAddress: '' }
)

/** Whether the clinic in hand can send mail. Where it cannot, mails wait, and a page shows the link to copy. */
export function mailIsSetUp() {
  return mailSettings.read().host !== ''
}

/** The password in clear text, for the connection only. */
export function smtpPassword() {
  const { password } = mailSettings.read()
  return password ? encryption.use('data').decrypt<string>(password, PURPOSE) : null
}

export function sealPassword(password: string) {
  return encryption.use('data').encrypt(password, { purpose: PURPOSE })
}
