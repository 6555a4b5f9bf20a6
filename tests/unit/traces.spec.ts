import { test } from '@japa/runner'
import { tracesOf } from '#tests/traces'

const WORDS = 'Græshopper i venstre knæ'
const SCALAR = Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + 200) % 256)

test.group('Searching for what must not be there', () => {
  test('finds words and keys in every form, wherever they begin', ({ assert }) => {
    const [words, key] = [Buffer.from(WORDS), Buffer.from(SCALAR)]
    const around = (bytes: Buffer) => Buffer.concat([Buffer.from('..'), bytes, Buffer.from('.')])
    const hidden: Record<string, Buffer> = {
      'plain': around(words),
      'UTF-16': around(Buffer.from(WORDS, 'utf16le')),
      'base64': Buffer.from(`xx${around(words).toString('base64')}`),
      'base64url of UTF-16': Buffer.from(
        around(Buffer.from(WORDS, 'utf16le')).toString('base64url')
      ),
      'JSON': Buffer.from('{"text":"Gr\\u00e6shopper i venstre kn\\u00e6"}'),
      'form': Buffer.from(`text=${new URLSearchParams({ a: WORDS })}`),
      'raw key': around(key),
      'JWK': Buffer.from(JSON.stringify({ d: key.toString('base64url') })),
      'hex key': Buffer.from(key.toString('hex')),
      'hex key in UTF-16': Buffer.from(key.toString('hex'), 'utf16le'),
      'array': Buffer.from(JSON.stringify([...key])),
    }
    const secrets = [
      { name: 'words', is: WORDS },
      { name: 'key', is: SCALAR },
    ]
    for (const [name, bytes] of Object.entries(hidden))
      assert.isNotEmpty(tracesOf(secrets, [{ name, bytes }]), name)
    assert.isEmpty(
      tracesOf(secrets, [{ name: 'other', bytes: Buffer.from('Græshopper i højre knæ') }])
    )
  })
})
