import { createHmac } from 'node:crypto'
import { test } from '@japa/runner'
import { OutgoingFailed, OutgoingRefused } from '#plugins/egress'
import { refusal, withoutAnswer } from '../../gateways/answers.js'
import { gatewayApiReport } from '../../gateways/gatewayapi.js'
import { isSignedByTwilio } from '../../gateways/twilio.js'
import { smsParts } from '../../models/sms_length.js'

test.group('What a gateway answers', () => {
  test('is tried again only where it says, or where nothing can have arrived', ({ assert }) => {
    const outcome = (status: number, headers = {}) => {
      const found = refusal(new Response(null, { status, headers }), null)
      return [found.kind, 'reason' in found ? found.reason : null]
    }
    assert.deepEqual(outcome(429), ['wait', 'busy'])
    assert.deepEqual(outcome(503), ['wait', 'busy'])
    assert.deepEqual(outcome(401), ['wait', 'credentials'])
    assert.deepEqual(outcome(403), ['wait', 'credentials'])
    assert.deepEqual(outcome(402), ['wait', 'no_credit'])
    assert.deepEqual(outcome(400), ['refused', 'refused'])
    assert.deepEqual(outcome(500), ['unclear', null])
    assert.deepEqual(outcome(502), ['unclear', null])

    const failed = (code: string) => {
      const cause = Object.assign(new TypeError('fetch failed'), {
        cause: Object.assign(new Error(code), { code }),
      })
      return withoutAnswer(new OutgoingFailed('https://gatewayapi.com/', cause)).kind
    }
    assert.equal(failed('ECONNREFUSED'), 'wait')
    assert.equal(failed('ENOTFOUND'), 'wait')
    assert.equal(failed('ECONNRESET'), 'unclear')
    assert.equal(withoutAnswer(new OutgoingRefused('off')).kind, 'wait')
    assert.throws(() => withoutAnswer(new Error('ours')), 'ours')
  })

  test('says how long to wait, in seconds or as a date', ({ assert }) => {
    const seconds = (value: string) => {
      const found = refusal(
        new Response(null, { status: 429, headers: { 'retry-after': value } }),
        null
      )
      return found.kind === 'wait' ? found.seconds : undefined
    }
    assert.equal(seconds('90'), 90)
    assert.isNull(seconds('soon'))
    assert.approximately(seconds(new Date(Date.now() + 60_000).toUTCString())!, 60, 2)
    assert.equal(seconds(new Date(Date.now() - 60_000).toUTCString()), 1)
  })
})

test.group('The signatures of the gateways', () => {
  // The example of GatewayAPI's documentation, signed with “secret”.
  const TOKEN =
    'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpZCI6MjM4MTcwMywibXNpc2RuIjo0NTQyNjA5MDQ1LCJ0aW1lIjoxNTIyNzY0MDYyLCJzdGF0dXMiOiJERUxJVkVSRUQiLCJlcnJvciI6bnVsbCwiY29kZSI6bnVsbCwidXNlcnJlZiI6bnVsbCwiY2FsbGJhY2tfdXJsIjoiaHR0cDovL2JiYWY3MTQyLm5ncm9rLmlvIiwiYXBpIjo0fQ.KdfDH65bnQtgxEkFnpAQodOciAJedZFB13r9wEo8t3Y'

  test('GatewayAPI: the token of its documentation, and no other', async ({ assert }) => {
    assert.deepEqual(await gatewayApiReport(TOKEN, 'secret'), {
      providerId: '2381703',
      reference: null,
      state: 'delivered',
      reason: null,
      detail: null,
    })
    assert.isNull(await gatewayApiReport(TOKEN, 'another'))
    assert.isNull(await gatewayApiReport('', 'secret'))
    const [, payload] = TOKEN.split('.')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    assert.isNull(await gatewayApiReport(unsigned, 'secret'))
  })

  test('Twilio: the example of its documentation, and nothing changed in it', ({ assert }) => {
    const form = new URLSearchParams({
      CallSid: 'CA1234567890ABCDE',
      Caller: '+12349013030',
      Digits: '1234',
      From: '+12349013030',
      To: '+18005551212',
    })
    const call = {
      form,
      address: 'https://mycompany.com/myapp.php?foo=1&bar=2',
      signature: '0/KCTR6DLpKmkAf8muzZqo1nDgQ=',
    }
    assert.isTrue(isSignedByTwilio(call, '12345'))
    assert.isFalse(isSignedByTwilio(call, '12346'))
    // The same with the port of https spelled out, as some of its calls are signed.
    const signed = `https://mycompany.com:443/myapp.php?foo=1&bar=2${[...form].flat().join('')}`
    const withPort = createHmac('sha1', '12345').update(signed).digest('base64')
    assert.isTrue(isSignedByTwilio({ ...call, signature: withPort }, '12345'))
    assert.isFalse(isSignedByTwilio({ ...call, signature: '' }, '12345'))
    assert.isFalse(isSignedByTwilio({ ...call, address: 'https://mycompany.com/' }, '12345'))
    form.set('Digits', '1235')
    assert.isFalse(isSignedByTwilio(call, '12345'))
  })
})

test.group('The length of an SMS', () => {
  const cases = [
    ['Hej Åse, vi ses', { length: 15, isUnicode: false, parts: 1 }],
    ['a'.repeat(160), { length: 160, isUnicode: false, parts: 1 }],
    ['a'.repeat(161), { length: 161, isUnicode: false, parts: 2 }],
    ['€'.repeat(81), { length: 162, isUnicode: false, parts: 2 }],
    [`${'a'.repeat(69)}’`, { length: 70, isUnicode: true, parts: 1 }],
    ['æøåÆØÅ', { length: 6, isUnicode: false, parts: 1 }],
    ['Vi ses 👋', { length: 9, isUnicode: true, parts: 1 }],
    // What takes the room of two is not cut in half between two parts.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, { length: 306, isUnicode: false, parts: 3 }],
    [`${'e'.repeat(151)}€${'a'.repeat(153)}`, { length: 306, isUnicode: false, parts: 2 }],
    [`${'a'.repeat(66)}👋${'a'.repeat(66)}`, { length: 134, isUnicode: true, parts: 3 }],
    [`${'a'.repeat(70)}’`, { length: 71, isUnicode: true, parts: 2 }],
  ] as const
  test('is that of the alphabet of SMS')
    .with(cases.map((row) => row))
    .run(({ assert }, [text, expected]) => assert.deepEqual(smsParts(text), expected))
})
