/**
 * Opens docs/security/vectors.json with nothing but Node's own crypto and the `openssl` command: none of our code, and
 * none of its libraries. Written from docs/security.md alone, to show that one can. Prints what it opened.
 *
 *     node docs/security/open_vectors.mjs
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  createPrivateKey,
  hkdfSync,
  verify,
} from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'))
const { key, recovery, proof, pin, circle, envelope, file } = vectors
const bytes = (text) => Buffer.from(text, 'base64url')
const hash = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest()

// The key file: OpenSSL decrypts both blocks.
const [receiving, signing] = blocksOf(key.file).map(privateKeyIn)
assert.equal(receiving.export({ format: 'jwk' }).d, base64url(key.scalars.receive))
assert.equal(signing.export({ format: 'jwk' }).d, base64url(key.scalars.sign))

// Ids, cards, the pin and the proof.
const cards = [key, recovery].map(({ card, id, points }) => {
  const receive = Buffer.from(points.receive, 'hex')
  const sign = Buffer.from(points.sign, 'hex')
  assert.equal(hash(Buffer.from('fortrolig-key-1'), receive, sign).toString('base64url'), id)
  const claims = signed(card, id, sign)
  assert.deepEqual(
    [claims.receive, claims.sign],
    [receive, sign].map((point) => point.toString('base64url'))
  )
  return { id, sign }
})
assert.equal(signed(pin, key.id, cards[0].sign).key, recovery.id)
assert.equal(unwrapped(proof.canary, { kid: key.id }).toString('base64url'), proof.secret)
const answer = signed(proof.proof, key.id, cards[0].sign)
assert.deepEqual([answer.number, answer.secret], [proof.number, proof.secret])

// The recovery key: both private scalars from 32 bytes.
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
for (const part of ['receive', 'sign']) {
  const info = `fortrolig-recovery-1 ${part}`
  const wide = Buffer.from(hkdfSync('sha256', Buffer.from(recovery.seed, 'hex'), '', info, 48))
  const scalar = (BigInt(`0x${wide.toString('hex')}`) % (ORDER - 1n)) + 1n
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(scalar.toString(16).padStart(64, '0'), 'hex')
  assert.equal(curve.getPublicKey('hex'), recovery.points[part])
}

// The circle: each wrap, each list, and how they hang together.
let before = null
for (const [index, text] of circle.lists.entries()) {
  const list = signed(text, key.id, cards[0].sign)
  const wrap = circle.wraps.find((each) => each.version === list.version && each.key === key.id)
  const raw = unwrapped(wrap.wrap, { kid: key.id, circle: circle.id, version: list.version })
  assert.equal(raw.toString('base64url'), circle.keys[index])
  const check = createHmac('sha256', raw).update('fortrolig-circle-1').digest('base64url')
  assert.deepEqual([list.check, list.before, list.circle], [check, before, circle.id])
  assert.deepEqual(list.readers, [key.id, recovery.id].sort())
  before = hash(Buffer.from(text)).toString('base64url')
}

// The envelope: decrypted under the record key of its version, then its author's signature.
const record = recordIn(envelope.text, envelope.binding)
assert.deepEqual(record, { ...envelope.binding, at: envelope.at, body: envelope.body })

// The file: what opens it is in an envelope; then age, read with X25519, HKDF and ChaCha20-Poly1305.
const { identity } = recordIn(file.envelope, file.binding).body
assert.equal(identity, file.identity)
const plain = opened(Buffer.from(file.sealed, 'base64'), identity)
assert.equal(hash(plain).toString('hex'), file.sha256)

console.log(JSON.stringify({ note: record.body, file: plain.length }))

/** What an envelope says, if its header says what it is about. */
function recordIn(text, binding) {
  const { kid, alg, enc, ...bound } = JSON.parse(bytes(text.split('.')[0]))
  assert.deepEqual([kid, alg, enc, bound], [`${circle.id}.2`, 'dir', 'A256GCM', binding])
  return signed(decrypted(text, bytes(circle.keys[1])).toString(), key.id, cards[0].sign)
}

function blocksOf(text) {
  return text.match(
    /-----BEGIN ENCRYPTED PRIVATE KEY-----[^]+?-----END ENCRYPTED PRIVATE KEY-----/g
  )
}

function privateKeyIn(block) {
  const folder = mkdtempSync(join(tmpdir(), 'vector-'))
  try {
    writeFileSync(join(folder, 'key'), block)
    const args = ['pkey', '-in', join(folder, 'key'), '-passin', `pass:${key.passphrase}`]
    return createPrivateKey(execFileSync('openssl', args))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function base64url(inHex) {
  return Buffer.from(inHex, 'hex').toString('base64url')
}

/** A JWS of ES256: what it says, if this point's owner signed it. */
function signed(jws, kid, point) {
  const [head, payload, signature] = jws.split('.')
  assert.deepEqual(JSON.parse(bytes(head)), { alg: 'ES256', kid })
  const jwk = { kty: 'EC', crv: 'P-256' }
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) =>
    part.toString('base64url')
  )
  const publicKey = createPublicKey({ key: { ...jwk, x, y }, format: 'jwk' })
  const how = { key: publicKey, dsaEncoding: 'ieee-p1363' }
  assert.ok(verify('sha256', Buffer.from(`${head}.${payload}`), how, bytes(signature)))
  return JSON.parse(bytes(payload))
}

/** A JWE of ECDH-ES+A256KW and A256GCM, for the receiving key of the file. */
function unwrapped(jwe, named) {
  const [head, encryptedKey] = jwe.split('.')
  const said = JSON.parse(bytes(head))
  assert.equal(said.alg, 'ECDH-ES+A256KW')
  for (const [name, value] of Object.entries(named)) assert.equal(said[name], value)
  const publicKey = createPublicKey({ key: said.epk, format: 'jwk' })
  const secret = diffieHellman({ privateKey: receiving, publicKey })
  // Concat KDF (RFC 7518 §4.6.2): round 1, the secret, the algorithm, no party information, 256 bits.
  const number = (value) => Buffer.from([0, 0, value >> 8, value & 255])
  const algorithm = Buffer.from(said.alg)
  const kek = hash(
    number(1),
    secret,
    number(algorithm.length),
    algorithm,
    number(0),
    number(0),
    number(256)
  )
  const unwrap = createDecipheriv('id-aes256-wrap', kek, Buffer.alloc(8, 0xa6))
  return decrypted(jwe, Buffer.concat([unwrap.update(bytes(encryptedKey)), unwrap.final()]))
}

function decrypted(jwe, raw) {
  const [head, , iv, ciphertext, tag] = jwe.split('.')
  const gcm = createDecipheriv('aes-256-gcm', raw, bytes(iv))
  gcm.setAAD(Buffer.from(head)).setAuthTag(bytes(tag))
  return Buffer.concat([gcm.update(bytes(ciphertext)), gcm.final()])
}

/** An age file (age-encryption.org/v1) to one X25519 recipient. */
function opened(sealed, identity) {
  const end = sealed.indexOf('\n---') + 1
  const lines = sealed.toString('latin1', 0, end).split('\n')
  assert.equal(lines[0], 'age-encryption.org/v1')
  const stanza = lines.findIndex((line) => line.startsWith('-> X25519 '))
  const share = Buffer.from(lines[stanza].split(' ')[2], 'base64')
  const x25519 = (prefix, raw) => Buffer.concat([Buffer.from(prefix, 'hex'), raw])
  const privateKey = createPrivateKey({
    ...{ format: 'der', type: 'pkcs8' },
    key: x25519('302e020100300506032b656e04220420', fromBech32(identity)),
  })
  const own = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
  const publicKey = createPublicKey({
    ...{ format: 'der', type: 'spki' },
    key: x25519('302a300506032b656e032100', share),
  })
  const secret = diffieHellman({ privateKey, publicKey })
  const wrapKey = hkdfSync(
    'sha256',
    secret,
    Buffer.concat([share, own]),
    'age-encryption.org/v1/X25519',
    32
  )
  const fileKey = poly(
    Buffer.from(wrapKey),
    Buffer.alloc(12),
    Buffer.from(lines[stanza + 1], 'base64')
  )

  const mac = sealed.toString('latin1', end + 4, sealed.indexOf('\n', end))
  const macKey = Buffer.from(hkdfSync('sha256', fileKey, '', 'header', 32))
  const expected = createHmac('sha256', macKey)
    .update(sealed.subarray(0, end + 3))
    .digest('base64')
  assert.equal(mac, expected.replace(/=+$/, ''))

  const body = sealed.subarray(sealed.indexOf('\n', end) + 1)
  const payloadKey = Buffer.from(hkdfSync('sha256', fileKey, body.subarray(0, 16), 'payload', 32))
  const chunks = []
  const SIZE = 65_536 + 16
  for (let at = 16, count = 0; at < body.length; at += SIZE, count++) {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(count, 7)
    nonce[11] = at + SIZE >= body.length ? 1 : 0
    chunks.push(poly(payloadKey, nonce, body.subarray(at, at + SIZE)))
  }
  return Buffer.concat(chunks)
}

function poly(raw, nonce, sealed) {
  const cipher = createDecipheriv('chacha20-poly1305', raw, nonce, { authTagLength: 16 })
  cipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
}

/** The 32 bytes of AGE-SECRET-KEY-1… (BIP 173, without looking at its checksum). */
function fromBech32(text) {
  const letters = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'
  const data = text.slice(text.lastIndexOf('1') + 1, -6)
  const bits = [...data]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)))
}
