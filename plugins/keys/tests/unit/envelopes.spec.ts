import { test } from '@japa/runner'
import fc from 'fast-check'
import { CompactEncrypt, compactDecrypt, compactVerify, importJWK } from 'jose'
import { base64url, fromBase64url, isBase64url, random } from '../../browser/crypto/bytes.js'
import {
  type Binding,
  openRecord,
  readEnvelope,
  packSigned,
  textOfPacked,
  sealRecord,
} from '../../browser/crypto/envelopes.js'
import { recordKey } from '../../browser/crypto/circles.js'
import { Tampered } from '../../browser/crypto/faults.js'
import { signJws } from '../../browser/crypto/jws.js'
import { CLIENT, CLINIC, type Held, held, notRefused, RECORD } from '../keyring.js'

const CIRCLE = { id: '0195f000-0000-7000-8000-0000000c19c1', version: 2 }
const BINDING: Binding = { typ: 'note', clinic: CLINIC, client: CLIENT, record: RECORD, version: 3 }
const AT = new Date('2027-03-01T10:30:00.000Z')
const OTHER = '0195f000-0000-7000-8000-0000000000ff'

test.group('Envelope', (group) => {
  let signe: Held
  const raw = random(32)
  let aes: Awaited<ReturnType<typeof recordKey>>['aes']
  let sealed: string
  const body = { title: 'Første gang', sections: ['Ondt i ryggen 😟', ''] }

  group.setup(async () => {
    signe = await held('signe')
    const key = await recordKey(raw)
    aes = key.aes
    sealed = await sealRecord(signe.keys, aes, CIRCLE, BINDING, { at: AT, body })
  })

  async function opened(text: string) {
    return openRecord(aes, readEnvelope(text))
  }

  test('gives back what was sealed, by whom and when', async ({ assert }) => {
    const envelope = readEnvelope(sealed)
    assert.deepEqual(
      [envelope.binding, envelope.circle, envelope.circleVersion],
      [BINDING, CIRCLE.id, CIRCLE.version]
    )
    const content = await openRecord(aes, envelope)
    assert.deepEqual([content.author, content.at, content.body], [signe.keys.id, AT, body])
    await content.signed.mustBeSigned(signe.shown.verify)
    assert.notInclude(
      Buffer.from(sealed.replaceAll('.', ''), 'base64url').toString('latin1'),
      'ryg'
    )
  })

  test('is what jose takes for JWE and JWS', async ({ assert }) => {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, raw)
    assert.deepEqual(Object.keys(protectedHeader), [
      ...['alg', 'enc', 'typ', 'kid', 'clinic', 'client', 'record', 'version'],
    ])
    const { sign } = signe.shown.points
    const [x, y] = [base64url(sign.slice(1, 33)), base64url(sign.slice(33))]
    const key = await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256')
    const { payload } = await compactVerify(plaintext, key)
    assert.deepEqual(JSON.parse(new TextDecoder().decode(payload)), {
      ...BINDING,
      at: AT.toISOString(),
      body,
    })
  })

  test('what jose encrypted opens here', async ({ assert }) => {
    const signed = await signJws(signe.keys.sign, signe.keys.id, {
      ...BINDING,
      at: AT.toISOString(),
      body,
    })
    const kid = `${CIRCLE.id}.${CIRCLE.version}`
    const { typ, ...bound } = BINDING
    const theirs = await new CompactEncrypt(new TextEncoder().encode(signed))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ, kid, ...bound })
      .encrypt(raw)
    const content = await opened(theirs)
    assert.deepEqual(content.body, body)
  })

  test('sealed anew under another record key, its author stays its author', async ({ assert }) => {
    const { signed } = await opened(sealed)
    const next = await recordKey(random(32))
    const circle = { ...CIRCLE, version: 3 }
    const anew = textOfPacked(await packSigned(next.aes, circle, BINDING, signed.bytes))
    const content = await openRecord(next.aes, readEnvelope(anew))
    await content.signed.mustBeSigned(signe.shown.verify)
    assert.deepEqual([content.at, content.body], [AT, body])
    await assert.rejects(() => opened(anew), Tampered)
  })

  test('moved to another client, clinic, record or version it does not open', async ({
    assert,
  }) => {
    const moved: Partial<Binding>[] = [
      { typ: 'draft' },
      { clinic: OTHER },
      { client: OTHER },
      { record: OTHER },
      { version: 4 },
    ]
    const { signed } = await opened(sealed)
    for (const change of moved) {
      const binding = { ...BINDING, ...change }
      const elsewhere = await sealRecord(signe.keys, aes, CIRCLE, binding, { at: AT, body })
      const [header] = elsewhere.split('.')
      const attempts = {
        swapped: async () => opened([header, ...sealed.split('.').slice(1)].join('.')),
        // Somebody who has the record key encrypts another's signature under another header.
        relabelled: async () =>
          opened(textOfPacked(await packSigned(aes, CIRCLE, binding, signed.bytes))),
      }
      assert.deepEqual(await notRefused(attempts), [], JSON.stringify(change))
    }
  })

  test('cut, changed or grown anywhere, nothing of it is shown', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.constantFrom('cut', 'drop', 'change', 'insert'),
        async (at, how) => {
          const letter = sealed[at] === 'A' ? 'B' : 'A'
          const broken = {
            cut: sealed.slice(0, at),
            drop: sealed.slice(0, at) + sealed.slice(at + 1),
            change: sealed.slice(0, at) + letter + sealed.slice(at + 1),
            insert: sealed.slice(0, at) + letter + sealed.slice(at),
          }[how]!
          fc.pre(broken !== sealed)
          await assert.rejects(() => opened(broken), Tampered)
        }
      ),
      { numRuns: 300 }
    )
  })

  test('nonsense is no envelope', async ({ assert }) => {
    const part = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.constantFrom('', ...sealed.split('.'), '{}', 'e30', 'null')
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 7 }), async (parts) => {
        fc.pre(parts.join('.') !== sealed)
        await assert.rejects(() => opened(parts.join('.')), Tampered)
      }),
      { numRuns: 300 }
    )
  })

  test('a header with other names, in another order or spelling, is none of ours', ({ assert }) => {
    const [header, ...rest] = sealed.split('.')
    const said = JSON.parse(Buffer.from(header, 'base64url').toString())
    const { alg, ...others } = said
    const spellings = [
      JSON.stringify({ ...said, zip: 'DEF' }),
      JSON.stringify({ ...others, alg }),
      JSON.stringify({ ...said, version: '3' }),
      JSON.stringify({ ...said, alg: 'A256KW' }),
      JSON.stringify({ ...said, kid: `${CIRCLE.id}.02` }),
      `${JSON.stringify(said)} `,
    ]
    for (const spelling of spellings) {
      const text = [Buffer.from(spelling).toString('base64url'), ...rest].join('.')
      assert.throws(() => readEnvelope(text), Tampered)
    }
  })

  test('any body comes back as it was', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (any) => {
        const text = await sealRecord(signe.keys, aes, CIRCLE, BINDING, { at: AT, body: any })
        const content = await opened(text)
        assert.equal(JSON.stringify(content.body), JSON.stringify(any))
      }),
      { numRuns: 100 }
    )
  })
})

test.group('base64url', () => {
  test('has one spelling for each row of bytes, and Node agrees', ({ assert }) => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = base64url(bytes)
        assert.equal(text, Buffer.from(bytes).toString('base64url'))
        assert.deepEqual([...fromBase64url(text)], [...bytes])
      })
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQBg_-=+/ ') }), (text) => {
        let read = null
        try {
          read = fromBase64url(text)
        } catch {}
        assert.equal(isBase64url(text), read !== null)
        if (read) assert.equal(base64url(read), text)
      })
    )
  })
})
