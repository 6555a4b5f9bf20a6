import { Readable } from 'node:stream'
import { uuidv7 } from 'uuidv7'
import { composeMessage } from './message.js'
import { MailProblem } from './mail_problem.js'
import { renderMail } from './rendering.js'
import { mailSettings, smtpPassword } from './settings.js'
import { SmtpSession, SOMEBODY_WAITS } from './smtp_session.js'

/** Sends a mail past the outbox, so that the person who waits for the answer sees at once what the server said. */
export async function tryMail(
  to: string,
  locale: string,
  patience = SOMEBODY_WAITS
): Promise<MailProblem | null> {
  const settings = mailSettings.read()
  const message = await composeMessage({
    ...(await renderMail('mails/test', {}, locale)),
    recipient: to,
    recipientName: null,
    messageId: `<${uuidv7()}@${settings.senderAddress.split('@')[1]}>`,
  })
  let session: SmtpSession | undefined
  try {
    session = await SmtpSession.open({ ...settings, password: smtpPassword() }, patience)
    await session.send({ from: settings.senderAddress, to }, Readable.from([message]))
    return null
  } catch (error) {
    if (error instanceof MailProblem) return error
    throw error
  } finally {
    session?.close()
  }
}
