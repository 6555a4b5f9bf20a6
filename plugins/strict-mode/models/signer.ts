import { createHash, generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import encryption from '@adonisjs/core/services/encryption'
import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import forge from 'node-forge'
import { currentClinic } from '#clinics/clinic_in_hand'
import { transaction } from '#clinics/transaction'
import { defineSettings } from '#clinics/stored_settings'

const PURPOSE = 'strict-mode.signer'
const BITS = 3072
const VALID_YEARS = 10

/** The clinic's key for evidence, encrypted under the server's data key, with its certificate; made when it is first asked for. */
const stored = defineSettings(
  'strict-mode.signer',
  vine.create({ key: vine.string().optional(), certificate: vine.string().optional() }),
  {}
)

type Pair = { key: string; certificate: string }

/** Signs evidence in the name of the clinic, so that whoever has the certificate can see that nobody changed it since. */
export class Signer {
  static async ofClinic(): Promise<Signer> {
    const { key, certificate } = stored.read()
    if (key && certificate) return new Signer({ key, certificate })
    const pair = await newPair(currentClinic().name)
    return new Signer(await transaction(() => keepFirst(pair)))
  }

  private constructor(private pair: Pair) {}

  /** X.509 in PEM. */
  get certificate() {
    return this.pair.certificate
  }

  /** SHA-256 over the certificate, in groups that people can compare: `A1B2 C3D4 …`. */
  get fingerprint() {
    const der = forge.pem.decode(this.certificate)[0].body
    const digits = createHash('sha256').update(Buffer.from(der, 'binary')).digest('hex')
    return digits.toUpperCase().match(/.{4}/g)!.join(' ')
  }

  /**
   * The text inside a signature.
   *
   * @returns CMS SignedData (RFC 5652) in DER, with the content and the certificate in it; SHA-256 with RSA
   */
  sign(text: string, at: Date): Buffer {
    return this.signed(Buffer.from(text, 'utf8'), { at, detached: false })
  }

  /** A signature of the same kind that lies beside what it signs. */
  signBeside(content: Buffer, at: Date): Buffer {
    return this.signed(content, { at, detached: true })
  }

  private signed(content: Buffer, { at, detached }: { at: Date; detached: boolean }): Buffer {
    const certificate = forge.pki.certificateFromPem(this.certificate)
    const { oids } = forge.pki
    const signed = forge.pkcs7.createSignedData()
    signed.content = forge.util.createBuffer(content.toString('latin1'))
    signed.addCertificate(certificate)
    signed.addSigner({
      key: encryption.use('data').decrypt<string>(this.pair.key, PURPOSE)!,
      certificate,
      digestAlgorithm: oids.sha256,
      authenticatedAttributes: [
        { type: oids.contentType, value: oids.data },
        { type: oids.messageDigest },
        // It takes a date, and its types know only texts.
        { type: oids.signingTime, value: at as never },
      ],
    })
    signed.sign({ detached })
    return Buffer.from(forge.asn1.toDer(signed.toAsn1()).getBytes(), 'binary')
  }
}

/** To make a pair takes a while, and somebody else may have made one meanwhile: what that one signed must stay checkable. */
async function keepFirst(pair: Pair): Promise<Pair> {
  const { key, certificate } = await stored.readAnew()
  if (key && certificate) return { key, certificate }
  await stored.write(pair)
  return pair
}

async function newPair(clinic: string): Promise<Pair> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return {
    key: encryption.use('data').encrypt(privateKey, { purpose: PURPOSE }),
    certificate: certificateFor(clinic, publicKey, privateKey),
  }
}

/** Vouches for itself: nobody else knows the clinic, so its fingerprint is compared with the one on the page. */
function certificateFor(clinic: string, publicKey: string, privateKey: string) {
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  // Positive, as RFC 5280, 4.1.2.2 wants it.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`
  certificate.validity.notBefore = DateTime.utc().minus({ hours: 1 }).toJSDate()
  certificate.validity.notAfter = DateTime.utc().plus({ years: VALID_YEARS }).toJSDate()
  // Its types do not know `valueTagClass`, without which letters like æ are lost.
  const name = [
    { name: 'commonName', value: clinic.slice(0, 64), valueTagClass: forge.asn1.Type.UTF8 },
    { name: 'organizationalUnitName', value: 'Fortrolig evidence' },
  ] as unknown as forge.pki.CertificateField[]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, critical: true },
    { name: 'extKeyUsage', emailProtection: true },
    { name: 'subjectKeyIdentifier' },
  ])
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create())
  return forge.pki.certificateToPem(certificate)
}
