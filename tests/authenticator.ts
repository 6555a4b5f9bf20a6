import {
  createHash,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

type Options = { challenge: string; rp?: { id?: string }; rpId?: string; user?: { id: string } }
type Lies = { origin?: string; rpId?: string; isVerified?: boolean; counter?: number }

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_CREDENTIAL = 0x40

/**
 * A passkey device in software (W3C WebAuthn level 3, ES256, no attestation), which also answers what no
 * honest device would: for another origin, without having seen its user, or with an old counter.
 */
export class Authenticator {
  readonly id = randomBytes(32)
  private keys: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  })
  private userHandle = ''
  private counter = 0

  constructor(private origin: string) {}

  /** The answer to `navigator.credentials.create()`, as JSON text. */
  create(options: Options, lies: Lies = {}) {
    this.userHandle = options.user!.id
    const authData = Buffer.concat([
      this.head(lies.rpId ?? options.rp!.id!, HAS_CREDENTIAL, lies),
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      this.coseKey(),
    ])
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ])
    return this.answer({
      clientDataJSON: this.clientData('webauthn.create', options.challenge, lies),
      attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
      transports: ['internal'],
    })
  }

  /** The answer to `navigator.credentials.get()`, as JSON text. */
  get(options: Options, lies: Lies & { userHandle?: string } = {}) {
    this.counter = lies.counter ?? this.counter + 1
    const authenticatorData = this.head(lies.rpId ?? options.rpId!, 0, lies)
    const clientDataJSON = this.clientData('webauthn.get', options.challenge, lies)
    const clientDataHash = createHash('sha256')
      .update(Buffer.from(clientDataJSON, 'base64url'))
      .digest()
    const signature = createSign('SHA256')
      .update(Buffer.concat([authenticatorData, clientDataHash]))
      .sign(this.keys.privateKey)
    return this.answer({
      clientDataJSON,
      authenticatorData: authenticatorData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: lies.userHandle ?? this.userHandle,
    })
  }

  private head(rpId: string, flags: number, { isVerified = true }: Lies) {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    const rpIdHash = createHash('sha256').update(rpId).digest()
    const allFlags = flags | USER_PRESENT | (isVerified ? USER_VERIFIED : 0)
    return Buffer.concat([rpIdHash, Buffer.from([allFlags]), counter])
  }

  private clientData(type: string, challenge: string, { origin = this.origin }: Lies) {
    return Buffer.from(JSON.stringify({ type, challenge, origin })).toString('base64url')
  }

  /** RFC 9053, 7.1.1: key type EC2, algorithm ES256, curve P-256, and the point. */
  private coseKey() {
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' })
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x!, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y!, 'base64url'))],
    ])
    return Buffer.from(isoCBOR.encode(key as never))
  }

  private answer(response: Record<string, unknown>) {
    const id = this.id.toString('base64url')
    return JSON.stringify({
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response,
    })
  }
}

/** What a page asks the browser for: the options in its passkey form. */
export function optionsIn(html: string): Options {
  const value = html.match(/data-passkey-options-value="([^"]+)"/)![1]
  return JSON.parse(
    value.replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&amp;', '&')
  )
}
