/**
 * The floor, run in the page: the same operations with WebCrypto alone, on bytes that lie ready, `atOnce` at a time. Tells
 * how many milliseconds they took: all of them, or one.
 */
export function installBare(body) {
  const { subtle } = crypto
  const ECDH = { name: 'ECDH', namedCurve: 'P-256' }
  const ES256 = { name: 'ECDSA', hash: 'SHA-256' }
  const GCM = { name: 'AES-GCM', iv: new Uint8Array(12) }
  const HMAC = { name: 'HMAC', hash: 'SHA-256' }
  const inside = new TextEncoder().encode(JSON.stringify(body))
  const ready = prepared()

  window.bare = {
    sealing: (count) => timedEach(count, 1, sealNote),
    opening: ({ clients, notes, atOnce }) =>
      timed(async () => {
        await portions(clients, atOnce, openCircle)
        await portions(notes, atOnce, openNote)
      }),
    /** By the calendar circles get another reader; after a suspicion another record key too, and notes go under that. */
    rotation: ({ clients, notes, atOnce, replaced }) =>
      timed(async () => {
        await portions(clients, atOnce, joinCircle)
        if (replaced === 'calendar') return portions(clients, atOnce, narrowCircle)
        await portions(clients, atOnce, renewCircle)
        await portions(notes, atOnce, sealAnew)
      }),
    /** The way of others: each note by itself under RSA-4096, one private operation for each. */
    async rsa(count) {
      const modulus = { modulusLength: 4096, publicExponent: new Uint8Array([1, 0, 1]) }
      const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256', ...modulus }
      const pair = await subtle.generateKey(algorithm, false, ['encrypt', 'decrypt'])
      const key = await subtle.encrypt('RSA-OAEP', pair.publicKey, new Uint8Array(32))
      return timedEach(count, 64, async () => {
        await subtle.decrypt('RSA-OAEP', pair.privateKey, key)
        await decrypt()
      })
    },
    timed,
  }

  async function prepared() {
    const [own, other] = [await ecdh(), await ecdh()]
    const signing = await subtle.generateKey({ ...ECDH, name: 'ECDSA' }, false, ['sign', 'verify'])
    const aes = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, [
      'encrypt',
      'decrypt',
    ])
    const kek = await subtle.generateKey({ name: 'AES-KW', length: 256 }, false, [
      'wrapKey',
      'unwrapKey',
    ])
    return {
      ...{ own, signing, aes },
      point: await subtle.exportKey('raw', other.publicKey),
      kek,
      wrapped: await subtle.wrapKey('raw', aes, kek, 'AES-KW'),
      secret: await subtle.encrypt(GCM, aes, new Uint8Array(32)),
      signature: await subtle.sign(ES256, signing.privateKey, inside),
      ciphertext: await subtle.encrypt(GCM, aes, inside),
    }
  }

  function ecdh() {
    return subtle.generateKey(ECDH, false, ['deriveBits'])
  }

  async function sealNote() {
    await sign()
    crypto.getRandomValues(new Uint8Array(12))
    await encrypt()
  }

  async function openNote() {
    await decrypt()
    await verify()
  }

  /** Opened by the old key, wrapped for the new one, and opened by that. */
  async function joinCircle() {
    await openCircle()
    await wrap()
    await sign()
    await openCircle()
  }

  async function narrowCircle() {
    await sign()
    await verify()
  }

  /** For its owner and the recovery key. */
  async function renewCircle() {
    await check(crypto.getRandomValues(new Uint8Array(32)))
    await wrap()
    await wrap()
    await sign()
    await openCircle()
  }

  async function sealAnew() {
    await decrypt()
    await encrypt()
    await decrypt()
  }

  /** The signature of the list, the wrap of the record key (ECDH-ES+A256KW, A256GCM), the check that both belong together. */
  async function openCircle() {
    const { own, point, kek, wrapped, aes, secret } = await ready
    await verify()
    await agree(await subtle.importKey('raw', point, ECDH, false, []), own.privateKey)
    await subtle.unwrapKey('raw', wrapped, kek, 'AES-KW', 'AES-GCM', false, ['decrypt'])
    await check(await subtle.decrypt(GCM, aes, secret))
  }

  async function wrap() {
    const { own, kek, aes } = await ready
    const { privateKey } = await ecdh()
    await agree(own.publicKey, privateKey)
    await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt'])
    await subtle.wrapKey('raw', aes, kek, 'AES-KW')
    await subtle.encrypt(GCM, aes, new Uint8Array(32))
  }

  /** A shared secret, and the key that is derived from it (Concat KDF: one SHA-256). */
  async function agree(publicKey, privateKey) {
    const bits = await subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256)
    const derived = await subtle.digest('SHA-256', bits)
    await subtle.importKey('raw', derived, 'AES-KW', false, ['wrapKey', 'unwrapKey'])
  }

  async function check(raw) {
    await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
    const key = await subtle.importKey('raw', raw, HMAC, false, ['sign'])
    await subtle.sign('HMAC', key, new Uint8Array(18))
  }

  async function sign() {
    const { signing } = await ready
    await subtle.sign(ES256, signing.privateKey, inside)
  }

  async function verify() {
    const { signing, signature } = await ready
    await subtle.verify(ES256, signing.publicKey, signature, inside)
  }

  async function encrypt() {
    const { aes } = await ready
    await subtle.encrypt(GCM, aes, inside)
  }

  async function decrypt() {
    const { aes, ciphertext } = await ready
    await subtle.decrypt(GCM, aes, ciphertext)
  }

  async function portions(count, atOnce, work) {
    for (let n = 0; n < count; n += atOnce)
      await Promise.all(Array.from({ length: Math.min(atOnce, count - n) }, work))
  }

  async function timedEach(count, atOnce, work) {
    return (await timed(() => portions(count, atOnce, work))) / count
  }

  async function timed(work) {
    const begin = performance.now()
    await work()
    return performance.now() - begin
  }
}
