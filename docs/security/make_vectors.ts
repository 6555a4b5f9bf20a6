/**
 * Writes docs/security/vectors.json anew: one of everything that is described in docs/security.md, with what is inside.
 * They differ each time, because keys, nonces and signatures do; a test opens those that are committed, with our code and
 * with open_vectors.mjs, which knows nothing of it.
 *
 *     node --import ./bin/typescript.mjs docs/security/make_vectors.ts
 */
import { writeFileSync } from 'node:fs'
import {
  base64url,
  fromBase64url,
  hex,
  random,
  utf8,
} from '../../plugins/keys/browser/crypto/bytes.js'
import { prove } from '../../plugins/keys/browser/crypto/canary.js'
import {
  foundCircle,
  recordKey,
  renewCircle,
  unwrap,
} from '../../plugins/keys/browser/crypto/circles.js'
import { sealRecord } from '../../plugins/keys/browser/crypto/envelopes.js'
import { sealFile } from '../../plugins/keys/browser/crypto/files.js'
import { encryptTo } from '../../plugins/keys/browser/crypto/jwe.js'
import { Jws } from '../../plugins/keys/browser/crypto/jws.js'
import { writeKeyFile } from '../../plugins/keys/browser/crypto/key_file.js'
import {
  type Keys,
  makeCard,
  makeKeys,
  readCard,
  RECOVERY,
} from '../../plugins/keys/browser/crypto/key_pair.js'
import { verifyLists } from '../../plugins/keys/browser/crypto/lists.js'
import { makePin } from '../../plugins/keys/browser/crypto/pins.js'
import { makeRecovery } from '../../plugins/keys/browser/crypto/recovery.js'
import { fingerprint } from '../../plugins/keys/browser/crypto/words.js'

const CLINIC = '0195f000-0000-7000-8000-000000000001'
const CLIENT = '0195f000-0000-7000-8000-00000000c11e'
const MEMBER = '0195f000-0000-7000-8000-0000000051e9'
const FILE = '0195f000-0000-7000-8000-0000000000f1'
const RECORD = '0195f000-0000-7000-8000-000000004ec0'
const PASSPHRASE = 'Blåbærgrød på søndag'
const made = new Date('2027-03-01T08:00:00.000Z')

const signe = await makeKeys()
const seed = random(32)
const recovery = await makeRecovery(seed)
const cards = {
  signe: await makeCard(signe, { clinic: CLINIC, member: MEMBER, made }),
  recovery: await makeCard(recovery.keys, { clinic: CLINIC, member: RECOVERY, made }),
}
const shown = [await readCard(cards.signe, CLINIC), await readCard(cards.recovery, CLINIC)]
const { circle, lists, wraps, keys } = await makeCircle()

const body = { title: 'Første konsultation', subjective: 'Ondt i ryggen siden mandag 😟' }
const at = new Date('2027-03-01T10:30:00.000Z')
const binding = { typ: 'note', clinic: CLINIC, client: CLIENT, record: RECORD, version: 1 }
const key = await recordKey(fromBase64url(keys[1]))
const secret = random(32)
const challenge = {
  canary: await encryptTo(shown[0].receive, secret, { kid: signe.id, typ: 'canary' }),
  number: base64url(random(16)),
}
const plain = utf8('En fil, for eksempel et billede.\n'.repeat(2000))
const file = await sealFile(new Blob([plain]).stream())
const fileBinding = { ...binding, typ: 'soap-file', record: FILE }
const fileBody = { format: 1, name: 'besked.txt', identity: file.identity }

const vectors = {
  clinic: CLINIC,
  key: {
    ...{ id: signe.id, fingerprint: fingerprint(signe.id) },
    points: { receive: hex(signe.points.receive), sign: hex(signe.points.sign) },
    scalars: { receive: await scalar(signe.receive), sign: await scalar(signe.sign) },
    card: cards.signe,
    file: await writeKeyFile(signe, PASSPHRASE, { clinic: 'Nordlys', member: 'Signe Dahl', made }),
    passphrase: PASSPHRASE,
  },
  recovery: {
    id: recovery.keys.id,
    seed: hex(seed),
    words: recovery.words.join(' '),
    shares: recovery.shares.map((share) => share.join(' ')),
    points: points(recovery.keys),
    card: cards.recovery,
  },
  proof: { ...challenge, secret: base64url(secret), proof: await prove(signe, CLINIC, challenge) },
  pin: await makePin(signe, shown[1]),
  circle: { id: circle, subject: CLIENT, lists, wraps, keys },
  envelope: {
    text: await sealRecord(signe, key.aes, { id: circle, version: 2 }, binding, { at, body }),
    ...{ binding, at: at.toISOString(), body },
  },
  file: {
    envelope: await sealRecord(signe, key.aes, { id: circle, version: 2 }, fileBinding, {
      ...{ at, body: fileBody },
    }),
    ...{ binding: fileBinding, identity: file.identity },
    sealed: Buffer.from(await new Response(file.file).arrayBuffer()).toString('base64'),
    sha256: hex(new Uint8Array(await crypto.subtle.digest('SHA-256', plain))),
  },
}
writeFileSync(new URL('vectors.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`)

/** A circle of two versions. */
async function makeCircle() {
  const first = await foundCircle(signe, { clinic: CLINIC, subject: CLIENT }, shown)
  const id = String(Jws.parse(first.list).claims.circle)
  const where = { clinic: CLINIC, subject: CLIENT, circle: id }
  const keyOf = (wanted: string) => shown.find((each) => each.id === wanted)
  const [list] = await verifyLists([first.list], where, keyOf)
  const second = await renewCircle(signe, list, shown)
  const own = [first, second].map(({ wraps: all }) => all.find((each) => each.key === signe.id)!)
  const raws = await Promise.all(own.map((wrap) => unwrap(signe, id, wrap)))
  return {
    circle: id,
    lists: [first.list, second.list],
    wraps: [...first.wraps, ...second.wraps],
    keys: raws.map(base64url),
  }
}

function points({ points: { receive, sign } }: Keys) {
  return { receive: hex(receive), sign: hex(sign) }
}

async function scalar(privateKey: Keys['sign']) {
  const { d } = await crypto.subtle.exportKey('jwk', privateKey)
  return hex(fromBase64url(d!))
}
