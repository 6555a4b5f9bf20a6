import { test } from '@japa/runner'
import { concat, random } from '../../browser/crypto/bytes.js'
import { recordKey } from '../../browser/crypto/circles.js'
import {
  bytesInside,
  openRecord,
  packSigned,
  readEnvelope,
  sealRecord,
} from '../../browser/crypto/envelopes.js'
import { Tampered } from '../../browser/crypto/faults.js'
import { pack, shareOut, unpack } from '../../browser/vault/parcel.js'
import { packedOf, textOfPacked } from '../../models/packed.js'
import { CLIENT, CLINIC, held, RECORD } from '../keyring.js'

const CIRCLE = { id: '0195f000-0000-7000-8000-0000000c19c1', version: 2 }
const BINDING = { typ: 'note', clinic: CLINIC, client: CLIENT, record: RECORD, version: 3 }

test.group('Parcel', () => {
  test('gives each envelope its own bytes again, and takes no other length', ({ assert }) => {
    const parts = [random(5), random(0), random(60_000)]
    const rows = parts.map(({ length }, id) => ({ id, length }))
    const packed = pack({ rows, word: 'å😟' }, parts)
    const { said, bytes } = unpack<{ rows: typeof rows; word: string }>(packed)
    assert.equal(said.word, 'å😟')
    const own = shareOut(said.rows, bytes)
    for (const [at, part] of parts.entries())
      assert.deepEqual(Array.from(own[at].bytes), Array.from(part))
    assert.throws(() => shareOut(rows.slice(1), bytes), RangeError)
    assert.throws(() => shareOut([...rows, { id: 3, length: 1 }], bytes), RangeError)
    assert.throws(() => unpack(packed.slice(0, 3)))
    assert.throws(() => unpack(packed.slice(0, 9)))
  })

  test('what somebody spoilt on the disk is sent as it can be, and does not open', async ({
    assert,
  }) => {
    const { aes } = await recordKey(random(32))
    for (const spoilt of ['', '.', 'spoilt', 'a..b', 'a.b.c.d.e', '..é.é.é', 'x'.repeat(99)]) {
      const { header, bytes } = packedOf(spoilt)
      await assert.rejects(() => bytesInside(aes, { header, bytes: concat(bytes) }), Tampered)
    }
  })

  test('an envelope is the same text after it, of whichever length, and opens only whole', async ({
    assert,
  }) => {
    const [signe, { aes }] = await Promise.all([held('signe'), recordKey(random(32))])
    for (let length = 0; length < 6; length++) {
      const content = { at: new Date(), body: 'o'.repeat(length) }
      const text = await sealRecord(signe.keys, aes, CIRCLE, BINDING, content)
      const { header, bytes } = packedOf(text)
      assert.equal(textOfPacked(header, bytes), text)
      const inside = await bytesInside(aes, { header, bytes: concat(bytes) })
      const anew = await packSigned(aes, { ...CIRCLE, version: 3 }, BINDING, inside)
      const again = textOfPacked(anew.header, Buffer.from(anew.bytes))
      const { body } = await openRecord(aes, readEnvelope(again))
      assert.equal(body, content.body)
      bytes[bytes.length - 1 - length] ^= 1
      await assert.rejects(() => bytesInside(aes, { header, bytes: concat(bytes) }), Tampered)
      await assert.rejects(() => bytesInside(aes, { ...anew, header }), Tampered)
    }
  })
})
