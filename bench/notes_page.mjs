/**
 * Runs in the page. Each measure and its floor take the same notes: `value` through the vault, `floor` with bare WebCrypto
 * on bytes that lie ready. Milliseconds; `longestTask` is the longest time for which the page could not answer.
 */
export async function measureInPage({ scripts, clinic, member, id, scalars, clients, notes }) {
  // The build shortens the names of what it exports.
  const modules = await Promise.all(scripts.map((script) => import(script)))
  const vault = modules.flatMap(Object.values).find((each) => each?.openMany && each.holder)
  const subtle = crypto.subtle
  const ECDH = { name: 'ECDH', namedCurve: 'P-256' }
  const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' }
  const ES256 = { name: 'ECDSA', hash: 'SHA-256' }
  const TEXT = 'Klienten fortæller om smerter i lænden siden mandag. '
  const body = { subjective: TEXT.repeat(38).slice(0, 2000) }

  vault.introduce({ clinic, member, key: id })
  const [receive, sign] = await Promise.all([
    subtle.importKey('jwk', scalars[0], ECDH, false, ['deriveBits']),
    subtle.importKey('jwk', scalars[1], ECDSA, false, ['sign']),
  ])
  await vault.unlockWith({ id, points: null, receive, sign })

  const circles = []
  const founding = await timed(async () => {
    for (const client of clients) circles.push(await vault.circleFor(client, []))
  })
  const list = await sealed()
  return {
    founding,
    sealing: await sealing(),
    opening: await opening(),
    rsa: await rsa(),
  }

  async function sealed() {
    const made = []
    for (let n = 0; n < notes; n += 50)
      made.push(...(await Promise.all(Array.from({ length: 50 }, (_, at) => seal(n + at)))))
    return made
  }

  async function seal(n) {
    const circle = circles[n % circles.length]
    const record = `0195f000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
    const about = { type: 'note', client: circle.subject, record, version: 1 }
    return { about, envelope: await vault.seal({ ...about, circle, body }) }
  }

  /** One after the other, as somebody writes. */
  async function sealing() {
    const aes = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])
    const bytes = new TextEncoder().encode(JSON.stringify(body))
    const bare = async () => {
      await subtle.sign(ES256, sign, bytes)
      const iv = crypto.getRandomValues(new Uint8Array(12))
      await subtle.encrypt({ name: 'AES-GCM', iv }, aes, bytes)
    }
    const times = { value: [], floor: [] }
    const fifty = async (work) => {
      for (let n = 0; n < 50; n++) await work(n)
    }
    for (let round = 0; round < 9; round++) {
      times.value.push((await timed(() => fifty(seal))) / 50)
      times.floor.push((await timed(() => fifty(bare))) / 50)
    }
    return { value: median(times.value), floor: median(times.floor) }
  }

  /** All notes, the circles still to be fetched, verified and unwrapped; the floor unwraps, decrypts and verifies. */
  async function opening() {
    const ready = await bareNotes()
    const floors = {}
    for (const atOnce of [16, 64, 256, 1024]) floors[atOnce] = await timed(() => bareOpening(ready, atOnce))
    await new Promise((resolve) => setTimeout(resolve, 100))
    vault.refresh()
    const longest = watchTasks()
    let opened = 0
    let fetching = 0
    const value = await timed(async () => {
      fetching = await timed(() => vault.everything())
      await vault.openMany(list, (one) => {
        if (one.fault) throw one.fault
        opened++
      })
    })
    vault.refresh()
    const network = await timed(() => Promise.all(['/keys/circles', '/keys/cards'].map((path) => fetch(path).then((r) => r.json()))))
    const floor = Math.min(...Object.values(floors))
    return { value, floor, floors, opened, network, fetching, longestTask: longest() }
  }

  async function bareNotes() {
    const { publicKey } = await subtle.generateKey(ECDH, false, ['deriveBits'])
    const pair = await subtle.generateKey(ECDSA, false, ['sign', 'verify'])
    const kek = await subtle.generateKey({ name: 'AES-KW', length: 256 }, false, ['wrapKey', 'unwrapKey'])
    const aes = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
    const wrapped = await subtle.wrapKey('raw', aes, kek, 'AES-KW')
    const inside = new TextEncoder().encode(JSON.stringify(body))
    const signature = await subtle.sign(ES256, pair.privateKey, inside)
    const iv = new Uint8Array(12)
    const ciphertext = await subtle.encrypt({ name: 'AES-GCM', iv }, aes, inside)
    const secret = await subtle.encrypt({ name: 'AES-GCM', iv }, aes, new Uint8Array(32))
    return { publicKey, verify: pair.publicKey, kek, wrapped, aes, inside, signature, iv, ciphertext, secret }
  }

  async function bareOpening(ready, atOnce) {
    const { publicKey, verify, kek, wrapped, aes, inside, signature, iv, ciphertext, secret } = ready
    const gcm = { name: 'AES-GCM', iv }
    await portions(clients.length, atOnce, async () => {
      await subtle.verify(ES256, verify, signature, inside)
      await subtle.deriveBits({ name: 'ECDH', public: publicKey }, receive, 256)
      await subtle.unwrapKey('raw', wrapped, kek, 'AES-KW', 'AES-GCM', false, ['decrypt'])
      const raw = await subtle.decrypt(gcm, aes, secret)
      await subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
    })
    await portions(notes, atOnce, async () => {
      await subtle.decrypt(gcm, aes, ciphertext)
      await subtle.verify(ES256, verify, signature, inside)
    })
  }

  /** The seeds' own way: each note by itself under RSA-4096, one private operation for each. For 200 notes, counted up. */
  async function rsa() {
    const algorithm = { name: 'RSA-OAEP', modulusLength: 4096, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
    const { publicKey, privateKey } = await subtle.generateKey(algorithm, false, ['encrypt', 'decrypt'])
    const { aes, ciphertext, iv } = await bareNotes()
    const key = await subtle.encrypt('RSA-OAEP', publicKey, new Uint8Array(32))
    const some = await timed(() =>
      portions(200, 64, async () => {
        await subtle.decrypt('RSA-OAEP', privateKey, key)
        await subtle.decrypt({ name: 'AES-GCM', iv }, aes, ciphertext)
      })
    )
    return { opening: (some / 200) * notes }
  }

  async function portions(count, atOnce, work) {
    for (let n = 0; n < count; n += atOnce)
      await Promise.all(Array.from({ length: Math.min(atOnce, count - n) }, work))
  }

  function watchTasks() {
    let longest = 0
    const since = performance.now()
    const watch = ({ startTime, duration }) => {
      if (startTime >= since) longest = Math.max(longest, duration)
    }
    const observer = new PerformanceObserver((seen) => {
      seen.getEntries().forEach(watch)
    })
    observer.observe({ type: 'longtask' })
    return () => {
      observer.takeRecords().forEach(watch)
      return longest
    }
  }

  async function timed(work) {
    const begin = performance.now()
    await work()
    return performance.now() - begin
  }

  function median(values) {
    return values.sort((a, b) => a - b)[values.length >> 1]
  }
}
