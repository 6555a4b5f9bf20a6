import { test } from '@japa/runner'
import fc from 'fast-check'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { type Bytes, random } from '../../browser/crypto/bytes.js'
import { NotAReader, Tampered } from '../../browser/crypto/faults.js'
import { decryptWith, encryptTo, type Label } from '../../browser/crypto/jwe.js'
import { type Held, held } from '../keyring.js'

const ALGORITHMS = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' }

test.group('A secret for one key', (group) => {
  let signe: Held
  let secret: Bytes
  let label: Label

  group.setup(async () => {
    signe = await held('signe')
    label = { kid: signe.keys.id, typ: 'wrap', version: 3 }
    secret = random(32)
  })

  function jose(more: object = {}) {
    const header = { ...ALGORITHMS, ...label, ...more }
    return new CompactEncrypt(secret).setProtectedHeader(header)
  }

  function opened(jwe: string, named = label) {
    return decryptWith(signe.keys.receive, jwe, named)
  }

  test('jose opens what is encrypted here', async ({ assert }) => {
    const jwe = await encryptTo(signe.shown.receive, secret, label)
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, signe.keys.receive)
    assert.deepEqual(Uint8Array.from(plaintext), secret)
    const { epk, ...said } = protectedHeader
    assert.deepEqual(said, { ...ALGORITHMS, ...label })
    assert.sameMembers(Object.keys(epk!), ['kty', 'crv', 'x', 'y'])
    assert.deepEqual(await opened(jwe), secret)
  })

  test('what jose encrypted opens here', async ({ assert }) => {
    const theirs = await jose().encrypt(signe.shown.receive)
    assert.deepEqual(await opened(theirs), secret)
  })

  test('no two are alike', async ({ assert }) => {
    const two = [1, 2].map(() => encryptTo(signe.shown.receive, secret, label))
    const [one, other] = await Promise.all(two)
    const parts = other.split('.')
    for (const [at, part] of one.split('.').entries()) assert.notEqual(part, parts[at])
  })

  test('it opens for its key, and as what it was made for', async ({ assert }) => {
    const jwe = await encryptTo(signe.shown.receive, secret, label)
    const { keys: bo } = await held('bo')
    await assert.rejects(() => opened(jwe, { ...label, version: 4 }), Tampered)
    await assert.rejects(() => decryptWith(bo.receive, jwe, { ...label, kid: bo.id }), NotAReader)
    await assert.rejects(() => decryptWith(bo.receive, jwe, label), Tampered)
  })

  test('a header that says more than it may is not believed', async ({ assert }) => {
    const partyOf = new TextEncoder().encode('Signe')
    const derived = await jose()
      .setKeyManagementParameters({ apu: partyOf })
      .encrypt(signe.shown.receive)
    await assert.rejects(() => opened(derived), Tampered)
    const other = await jose({ enc: 'A128GCM' }).encrypt(signe.shown.receive)
    await assert.rejects(() => opened(other), Tampered)
  })

  test('cut, changed, or nonsense, it is tampered with', async ({ assert }) => {
    const jwe = await encryptTo(signe.shown.receive, secret, label)
    const changes = fc.tuple(fc.nat(jwe.length - 1), fc.constantFrom('', 'A', '.', '=', 'æ'))
    const changed = changes.map(([at, letter]) => jwe.slice(0, at) + letter + jwe.slice(at + 1))
    const others = fc.oneof(changed, fc.string(), fc.constantFrom(`${jwe}.`, 'bnVsbA.', 'MTI.'))
    await fc.assert(
      fc.asyncProperty(others, async (text) => {
        fc.pre(text !== jwe)
        const fault = await opened(text).catch((thrown: unknown) => thrown)
        assert.isTrue(fault instanceof Tampered || fault instanceof NotAReader, text)
      }),
      { numRuns: 300 }
    )
  })
})
