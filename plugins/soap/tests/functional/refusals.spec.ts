import { test } from '@japa/runner'
import fc from 'fast-check'
import { uuidv7 } from 'uuidv7'
import { at } from '#tests/people'
import Note from '../../models/note.js'
import { circleOf } from '../circled.js'
import { aBody, envelopeOf, noting, sealedNote } from '../setting.js'

test.group('What the server refuses about notes', () => {
  test('takes nothing but an envelope of this note, for readers with the recovery key', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, ida, recovery, clara, circle } = await noting()
    const good = await sealedNote(signe, { circle, client: clara })
    const foreign = await circleOf(ida, clara.id, [recovery.keys.id])
    const moved = await sealedNote(signe, { circle, client: clara, record: uuidv7() })
    const made = { circle, client: clara, record: good.id }
    const unknown = { ...circle, id: uuidv7() }
    const long = aBody('x'.repeat(80_000))
    const wrong: [string, string][] = [
      ['not_an_envelope', 'Low back pain since Monday'],
      ['not_an_envelope', JSON.stringify(aBody())],
      ['not_an_envelope', good.envelope.replace('..', '.AAAA.')],
      ['not_an_envelope', `${good.envelope}=`],
      ['another_record', moved.envelope],
      ['another_record', await envelopeOf(signe, { ...made, type: 'soap-note' })],
      ['no_reader', await envelopeOf(ida, { ...made, circle: foreign })],
      ['unknown_key', await envelopeOf(signe, { ...made, circle: unknown })],
      ['circle', await envelopeOf(signe, { ...made, version: 2 })],
      ['too_large', await envelopeOf(signe, { ...made, body: long })],
    ]
    for (const [reason, envelope] of wrong) {
      const answer = await client
        .post(`/soap/clients/${clara.id}/notes`)
        .as(signe)
        .json({ id: good.id, sitting: good.sitting, envelope })
      assert.include([409, 413, 422], answer.status(), reason)
      assert.equal(answer.body().error, reason)
    }
    const huge = await client
      .post(`/soap/clients/${clara.id}/notes`)
      .as(signe)
      .json({ id: good.id, sitting: good.sitting, envelope: 'x'.repeat(1_000_000) })
    assert.include([413, 422], huge.status())
    assert.lengthOf(await at(nordlys, () => Note.all()), 0)
  })

  test('stores no nonsense, whatever it is', async ({ client, assert }) => {
    const { nordlys, signe, clara, circle } = await noting()
    const good = await sealedNote(signe, { circle, client: clara })
    const broken = fc.oneof(
      fc.string(),
      fc.json(),
      fc.base64String().map((text) => `${text}..a.b.c`),
      fc
        .tuple(fc.nat(good.envelope.length - 1), fc.constantFrom('', '.', '=', 'é', ' '))
        .map(([place, put]) => good.envelope.slice(0, place) + put + good.envelope.slice(place + 1))
    )
    // A letter changed inside the ciphertext is for the readers' browsers to see; one in the header is for the server.
    const [header] = good.envelope.split('.', 1)
    const isHarmless = (text: string) => text.startsWith(`${header}..`) && /^[\w.-]+$/.test(text)
    await fc.assert(
      fc.asyncProperty(broken, async (envelope) => {
        if (isHarmless(envelope)) return
        const answer = await client
          .post(`/soap/clients/${clara.id}/notes`)
          .as(signe)
          .json({ id: good.id, sitting: good.sitting, envelope })
        assert.include([409, 413, 422], answer.status(), envelope)
      }),
      { numRuns: 60 }
    )
    assert.lengthOf(await at(nordlys, () => Note.all()), 0)
  })
})
