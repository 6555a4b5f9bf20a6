import { generateKeyPairSync } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import forge from 'node-forge'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

export type ReceivedMail = Omit<Email, 'from' | 'to'> & {
  from: string
  to: string[]
  secure: boolean
  /** Every byte of it, as it came. */
  raw: string
}
type Refusal = { code: number; text: string }

/**
 * How the server behaves; may be changed while it runs.
 *
 * @property sender what it answers to MAIL FROM instead of yes
 * @property recipient the same to RCPT TO
 * @property message the same after the body
 * @property atBody `drop` hangs up when the body has come, without an answer; `hold` answers only after `release()`; `stall` asks for
 *   the body and never reads it
 */
export type Behaviour = {
  sender?: (address: string) => Refusal | null
  recipient?: (address: string) => Refusal | null
  message?: () => Refusal | null
  atBody?: 'accept' | 'drop' | 'hold' | 'stall'
  account?: { user: string; password: string }
}

type Way = { tls?: 'none' | 'starttls' | 'tls'; certificate?: Certificate; port?: number }
type Certificate = { key: string; cert: string }

/** A real mail server on this machine, with all the moods that mail servers have. */
export class MailServer {
  static async start(behaviour: Behaviour = {}, { tls = 'none', certificate, port = 0 }: Way = {}) {
    const server = new MailServer(behaviour, tls, certificate)
    await server.listen(port)
    return server
  }

  readonly mails: ReceivedMail[] = []
  /** How often somebody connected. */
  visits = 0
  private server: SMTPServer
  private held: (() => void)[] = []
  private waiting: { count: number; resolve: () => void }[] = []
  private bodies = 0

  private constructor(
    public behaviour: Behaviour,
    tls: 'none' | 'starttls' | 'tls',
    certificate?: Certificate
  ) {
    this.server = new SMTPServer({
      ...certificate,
      secure: tls === 'tls',
      disabledCommands: tls === 'none' ? ['STARTTLS'] : [],
      authOptional: !behaviour.account,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      closeTimeout: 100,
      onConnect: (_, done) => {
        this.visits++
        done()
      },
      onAuth: ({ username, password }, _, done) => {
        const { user, password: right } = this.behaviour.account ?? {}
        const isRight = username === user && password === right
        if (isRight) return done(null, { user: username })
        done(reply({ code: 535, text: '5.7.8 Authentication credentials invalid' }))
      },
      onMailFrom: ({ address }, _, done) => done(reply(this.behaviour.sender?.(address))),
      onRcptTo: ({ address }, _, done) => done(reply(this.behaviour.recipient?.(address))),
      onData: (stream, session, done) => void this.receive(stream, session, done),
    })
    // Clients that hang up are part of the game.
    this.server.on('error', () => {})
  }

  get port() {
    return (this.server.server.address() as AddressInfo).port
  }

  /** Answers the mails that it holds. */
  release() {
    this.behaviour.atBody = 'accept'
    for (const answer of this.held.splice(0)) answer()
  }

  /** When this many bodies have come, accepted or not; or have begun to, where the server stalls. */
  async hasBody(count = 1) {
    if (this.bodies >= count) return
    await new Promise<void>((resolve) => this.waiting.push({ count, resolve }))
  }

  /** When one body more has come. */
  hasAnother() {
    return this.hasBody(this.bodies + 1)
  }

  async stop() {
    this.hangUp()
    await new Promise<void>((resolve) => this.server.close(resolve))
  }

  private listen(port: number) {
    return new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve))
  }

  private async receive(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error?: Error | null) => void
  ) {
    if (this.behaviour.atBody === 'stall') return this.came()
    const body = await whole(stream)
    // Whoever hangs up before the last line has sent nothing.
    if (!body) return
    const parsed = await PostalMime.parse(body)
    const refusal = this.behaviour.message?.()
    const accept = () => {
      if (!refusal) this.mails.push({ ...parsed, ...envelopeOf(session), raw: body.toString() })
      done(reply(refusal))
    }
    if (this.behaviour.atBody === 'drop') this.hangUp()
    else if (this.behaviour.atBody === 'hold') this.held.push(accept)
    else accept()
    this.came()
  }

  private came() {
    this.bodies++
    const isOver = ({ count }: { count: number }) => this.bodies >= count
    for (const { resolve } of this.waiting.filter(isOver)) resolve()
    this.waiting = this.waiting.filter((each) => !isOver(each))
  }

  private hangUp() {
    for (const connection of this.server.connections) connection._socket.destroy()
  }
}

async function whole(stream: SMTPServerDataStream) {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  } catch {
    return null
  }
}

function reply(refusal?: Refusal | null) {
  return refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null
}

function envelopeOf({ envelope, secure }: SMTPServerSession) {
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
    secure,
  }
}

/** A certificate that nobody signed but itself, for these names. */
export function selfSigned(...names: string[]): Certificate {
  // Node makes a key in a moment, node-forge in as many seconds as chance wants.
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const cert = forge.pki.createCertificate()
  cert.publicKey = forge.pki.publicKeyFromPem(pair.publicKey)
  cert.serialNumber = '01'
  cert.validity.notBefore = new Date(Date.now() - 86_400_000)
  cert.validity.notAfter = new Date(Date.now() + 86_400_000)
  const subject = [{ name: 'commonName', value: names[0] }]
  cert.setSubject(subject)
  cert.setIssuer(subject)
  cert.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
  ])
  cert.sign(forge.pki.privateKeyFromPem(pair.privateKey), forge.md.sha256.create())
  return {
    key: pair.privateKey,
    cert: forge.pki.certificateToPem(cert),
  }
}
