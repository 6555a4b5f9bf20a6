import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { hex } from '../../browser/crypto/bytes.js'
import { recordKey, unwrap } from '../../browser/crypto/circles.js'
import { openRecord, readEnvelope } from '../../browser/crypto/envelopes.js'
import { openFile } from '../../browser/crypto/files.js'
import { decryptWith } from '../../browser/crypto/jwe.js'
import { Jws } from '../../browser/crypto/jws.js'
import { openKeyFile } from '../../browser/crypto/key_file.js'
import { readCard } from '../../browser/crypto/key_pair.js'
import { verifyLists } from '../../browser/crypto/lists.js'
import { readPin } from '../../browser/crypto/pins.js'
import { recoveryFromShares, recoveryFromWords } from '../../browser/crypto/recovery.js'
import { fingerprint } from '../../browser/crypto/words.js'

const vectors = JSON.parse(readFileSync(app.makePath('docs/security/vectors.json'), 'utf8'))

test.group('Test vectors', () => {
  test('a program that knows nothing of our code opens them', ({ assert }) => {
    const printed = execFileSync('node', [app.makePath('docs/security/open_vectors.mjs')], {
      encoding: 'utf8',
    })
    assert.deepEqual(JSON.parse(printed).note, vectors.envelope.body)
  })

  test('our code opens them as on the day when they were made', async ({ assert }) => {
    const { clinic, key, recovery, proof, pin, circle, envelope } = vectors
    const keys = await openKeyFile(key.file, key.passphrase, key.id)
    const cards = await Promise.all([key, recovery].map(({ card }) => readCard(card, clinic)))
    assert.deepEqual(fingerprint(keys.id), key.fingerprint)
    const pinned = await readPin(pin, cards[0])
    assert.equal(pinned.key, recovery.id)
    const secret = await decryptWith(keys.receive, proof.canary, { kid: keys.id, typ: 'canary' })
    assert.equal(Buffer.from(secret).toString('base64url'), proof.secret)
    await Jws.parse(proof.proof).mustBeSigned(cards[0].verify)

    const where = { clinic, subject: circle.subject, circle: circle.id }
    const lists = await verifyLists(circle.lists, where, (id) =>
      cards.find((each) => each.id === id)
    )
    const wrap = circle.wraps.find(
      (each: { version: number; key: string }) => each.version === 2 && each.key === keys.id
    )
    const { aes, check } = await recordKey(await unwrap(keys, circle.id, wrap))
    assert.equal(lists[1].check, check)
    const content = await openRecord(aes, readEnvelope(envelope.text))
    assert.deepEqual([content.author, content.body], [keys.id, envelope.body])
    await content.signed.mustBeSigned(cards[0].verify)
  })

  test('the recovery key comes back from its words and its shares', async ({ assert }) => {
    const { id, words, shares } = vectors.recovery
    const opened = await Promise.all([
      recoveryFromWords(words, id),
      recoveryFromShares([shares[2], shares[1]], id),
    ])
    assert.deepEqual(
      opened.map((keys) => keys.id),
      [id, id]
    )
  })

  test('the file comes out of age', async ({ assert }) => {
    const { identity, sealed, sha256 } = vectors.file
    const bytes = Uint8Array.from(Buffer.from(sealed, 'base64'))
    const plain = await new Response(
      await openFile(new Blob([bytes]).stream(), identity, null)
    ).bytes()
    assert.equal(hex(new Uint8Array(await crypto.subtle.digest('SHA-256', plain))), sha256)
  })
})
