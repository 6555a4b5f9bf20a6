import type { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { MailProblem } from './mail_problem.js'
import type { Security } from './settings.js'

export type SmtpServer = {
  host: string
  port: number
  security: Security
  user?: string | null
  password?: string | null
}

/**
 * How long to wait, in milliseconds: for the connection, for the greeting, and for any answer. The last
 * is long, because a server that is cut off while it takes a mail leaves us not knowing (RFC 5321, 4.5.3.2).
 */
export type Patience = { connection: number; greeting: number; answer: number }
export const PATIENT: Patience = { connection: 30_000, greeting: 60_000, answer: 300_000 }
export const SOMEBODY_WAITS: Patience = { connection: 8_000, greeting: 8_000, answer: 15_000 }

/** One conversation with a mail server, for any number of mails one after the other. */
export class SmtpSession {
  /** @throws MailProblem when the server cannot be reached, trusted or signed in to */
  static async open(server: SmtpServer, patience = PATIENT): Promise<SmtpSession> {
    // Only a server that sends mail needs it in memory.
    const { default: Connection } = await import('nodemailer/lib/smtp-connection')
    const session = new SmtpSession(new Connection(optionsFor(server, patience)))
    await session.connect()
    if (server.user) await session.signIn(server.user, server.password ?? '')
    return session
  }

  private failed: (error: Error) => void = () => {}

  private constructor(private connection: SMTPConnection) {
    connection.on('error', (error) => this.failed(error))
  }

  get isOpen() {
    return !this.connection.destroyed
  }

  /**
   * Hands one mail over. The message is read only after the server asked for it, so what the stream
   * does first happens at the last moment at which nothing was sent yet.
   *
   * @param allIsOut called when the line that ends the message has left this process
   * @throws MailProblem what the server or the network answered; or what the stream threw
   */
  async send(
    envelope: { from: string; to: string },
    message: Readable,
    allIsOut: () => void = () => {}
  ): Promise<void> {
    let streamError: Error | undefined
    message.once('error', (error) => (streamError = error))
    // The last line is written right after the message has ended, and has left when this turn of the event loop is over.
    message.once('end', () => setImmediate(allIsOut))
    try {
      await this.ask((done) => this.connection.send(envelope, message, done))
    } catch (error) {
      if (streamError) this.connection.close()
      throw streamError ?? error
    }
  }

  /** Forgets a mail that was refused, so that the next can be sent. */
  async reset() {
    await this.ask((done) => this.connection.reset(done))
  }

  close() {
    if (this.isOpen) this.connection.quit()
  }

  private connect() {
    return this.ask((done) => this.connection.connect(done))
  }

  private async signIn(user: string, pass: string) {
    try {
      await this.ask((done) => this.connection.login({ user, pass }, done))
    } catch (error) {
      this.connection.close()
      throw error
    }
  }

  private async ask(command: (done: (error?: Error | null) => void) => void) {
    try {
      await new Promise<void>((resolve, reject) => {
        this.failed = reject
        command((error) => (error ? reject(error) : resolve()))
      })
    } catch (error) {
      throw MailProblem.of(error)
    } finally {
      this.failed = () => {}
    }
  }
}

function optionsFor({ host, port, security }: SmtpServer, patience: Patience) {
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: patience.connection,
    dnsTimeout: patience.connection,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.answer,
  }
}
