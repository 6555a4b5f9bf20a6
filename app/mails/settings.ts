import encryption from '@adonisjs/core/services/encryption'
import vine from '@vinejs/vine'
import { defineSettings } from '#clinics/stored_settings'

export const SECURITIES = ['tls', 'starttls', 'none'] as const
export type Security = (typeof SECURITIES)[number]

const PURPOSE = 'settings.mail.password'

/** How this clinic sends mail. The password lies encrypted in it; see `smtpPassword()`. Changed by app/mails/setup.ts. */
export const mailSettings = defineSettings(
  'mail',
  vine.create({
    host: vine.string(),
    port: vine.number(),
    security: vine.enum(SECURITIES),
    user: vine.string().optional(),
    password: vine.string().optional(),
    senderName: vine.string().optional(),
    senderAddress: vine.string(),
    replyTo: vine.string().optional(),
  }),
  { host: '', port: 587, security: 'starttls', senderAddress: '' }
)

/** Whether the clinic in hand can send mail. Where it cannot, mails wait, and a page shows the link to copy. */
export function mailIsSetUp() {
  return mailSettings.read().host !== ''
}

/** Whether the mails, and the password with them, cross a network in clear text. */
export function mailIsExposed() {
  const { host, security } = mailSettings.read()
  return security === 'none' && host !== '' && !/^(localhost|127\.[\d.]+|::1)$/.test(host)
}

/** What the sentences about problems name; see `mails.problems`. */
export function serverInWords() {
  const { host, port, senderAddress } = mailSettings.read()
  return { host, port: String(port), sender: senderAddress }
}

/** The password in clear text, for the connection only. */
export function smtpPassword() {
  const { password } = mailSettings.read()
  return password ? encryption.use('data').decrypt<string>(password, PURPOSE) : null
}

/** The mail server's password as it is stored: encrypted under the server's data key, for this purpose only. */
export function sealPassword(password: string) {
  return encryption.use('data').encrypt(password, { purpose: PURPOSE })
}
