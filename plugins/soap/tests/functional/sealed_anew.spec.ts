import { test } from '@japa/runner'
import { uuidv7 } from 'uuidv7'
import AuditEvent from '#models/audit_event'
import { letPass } from '#tests/clock'
import type { ApiClient } from '@japa/api-client'
import { at, type Person } from '#tests/people'
import { pack, PARCEL_TYPE, shareOut, unpack } from '../../../keys/browser/vault/parcel.ts'
import type {
  EnvelopesAnswer,
  EnvelopesAsked,
  PackedRow,
} from '../../../keys/browser/vault/wire.ts'
import Exposure from '../../../keys/models/exposure.js'
import Key from '../../../keys/models/key.js'
import { forgetOldRecordKeys } from '../../../keys/models/old_record_keys.js'
import { packedOf, textOfPacked } from '../../../keys/models/packed.js'
import Wrap from '../../../keys/models/wrap.js'
import { pin, statusOf, withKey } from '../../../keys/tests/keyed.js'
import { OF_THE_CLINIC } from '../../../keys/api.js'
import Envelope from '../../models/envelope.js'
import Note from '../../models/note.js'
import Template from '../../models/template.js'
import { circleOf, sealFor, shutOut } from '../circled.js'
import { aDraft, envelopeOf, noting, sealedNote } from '../setting.js'

const DAY = 86_400_000

/** Signe has written a draft, a final note with an addendum, and a template, when somebody sees her key. */
async function seen() {
  const all = await noting()
  const { nordlys, signe: before, recovery, clara, circle } = all
  const by = { member: before.member, address: null }
  const noteOf = async (type: 'soap-draft' | 'soap-note' | 'soap-addendum') => {
    const { envelope: text, ...made } = await sealedNote(before, { circle, client: clara, type })
    const sealed = { text, circle: circle.id, circleVersion: 1, size: text.length, type }
    return { ...made, sealed, client: clara, author: before.member, by }
  }
  const ofClinic = await circleOf(before, OF_THE_CLINIC, [recovery.keys.id])
  const about = { type: 'soap-template', client: OF_THE_CLINIC, record: uuidv7(), version: 1 }
  const { envelope } = await sealFor(before, ofClinic, { ...about, body: {} })
  await at(nordlys, async () => {
    const draft = await noteOf('soap-draft')
    await Note.begin({ ...draft, digest: undefined })
    const final = await Note.begin(await noteOf('soap-note'))
    await final.add(await noteOf('soap-addendum'))
    const template = { id: about.record, version: 1, circle: ofClinic.id, circleVersion: 1 }
    await Template.begin({ ...template, envelope, by })
  })
  const signe = await withKey(before, 'suspicion')
  await pin(signe, recovery.keys.id)
  return { ...all, before, signe, ofClinic }
}

/** What a browser is handed out of these circles, for what it has sealed anew. */
async function handedOut(
  client: ApiClient,
  person: Person,
  circles: string[],
  most = 100,
  envelopes: Again[] = []
) {
  const answer = await putEnvelopes(client, person, envelopes, { circles, most })
  const { said, bytes } = unpack<EnvelopesAnswer>(answer.body())
  const rows = shareOut(said.envelopes, Buffer.from(bytes))
  return { left: said.left, envelopes: rows.map(unpacked) }
}

function unpacked({ header, bytes, ...row }: PackedRow & { bytes: Buffer }) {
  return { ...row, envelope: textOfPacked(header, bytes) }
}

type Again = { kind: string; id: string; version: number; envelope: string }

/** As a browser sends what it has sealed anew. */
function putEnvelopes(
  client: ApiClient,
  person: Person,
  again: Again[],
  next: EnvelopesAsked = { circles: [], most: 1 }
) {
  const packed = again.map(({ envelope, ...row }) => ({ ...row, ...packedOf(envelope) }))
  const envelopes = packed.map(({ bytes, ...row }) => ({ ...row, length: bytes.length }))
  const body = pack(
    { envelopes, next },
    packed.map(({ bytes }) => bytes)
  )
  return sendParcel(client, person, Buffer.from(body))
}

function sendParcel(client: ApiClient, person: Person, body: Buffer) {
  const put = client.put('/keys/envelopes').as(person).type(PARCEL_TYPE).accept('json')
  put.request.send(body)
  return put
}

test.group('Encrypting anew what somebody may have read', () => {
  test('drafts, final notes, addenda and templates are handed to a reader, and taken back under the new key', async ({
    client,
    assert,
  }) => {
    const all = await seen()
    const { nordlys, before, signe, ida, recovery, circle, ofClinic } = all
    const toSeal = async (...circles: string[]) => {
      const { envelopes } = await handedOut(client, signe, circles)
      return envelopes
    }
    assert.deepEqual(await toSeal(circle.id), [], 'its record key is the one of before')

    const renewed = await shutOut(before, signe, circle, [recovery.keys.id])
    await shutOut(before, signe, ofClinic, [recovery.keys.id])
    assert.deepEqual(await handedOut(client, ida, [circle.id]), { envelopes: [], left: [] })
    const notes = await toSeal(circle.id)
    assert.sameMembers(
      notes.map(({ kind, about }) => `${kind} ${about.type}`),
      ['soap.note soap-draft', 'soap.note soap-note', 'soap.note soap-addendum']
    )
    const [template, ...none] = await toSeal(ofClinic.id)
    assert.deepEqual([template.kind, template.about.client, none], ['soap.template', 'clinic', []])
    assert.sameDeepMembers(await toSeal(circle.id, ofClinic.id), [...notes, template])
    const some = await handedOut(client, signe, [circle.id, ofClinic.id], 3)
    assert.lengthOf(some.envelopes, 3)
    assert.includeMembers([circle.id, ofClinic.id], some.left)
    assert.isNotEmpty(some.left)

    const anew = async (row: (typeof notes)[number]) => {
      const { type, record, version } = row.about
      const made = { circle: renewed, client: all.clara, type, record, version }
      return { kind: row.kind, id: row.id, version, envelope: await envelopeOf(signe, made) }
    }
    const [one, ...others] = await Promise.all(notes.map(anew))
    const put = (envelopes: Again[], who = signe) => putEnvelopes(client, who, envelopes)
    assert.equal(await statusOf(put([one], ida)), 200)
    assert.lengthOf(await toSeal(circle.id), 3, 'Ida does not read it')
    const stale = await put([one, { ...others[0], envelope: notes[1].envelope }])
    assert.deepEqual([stale.status(), stale.body().error], [409, 'keys.refusals.stale'])
    assert.lengthOf(await toSeal(circle.id), 3, 'all or none')
    const retire = () =>
      statusOf(client.post(`/keys/keys/${before.keys.id}/retirement`).as(signe).json({}))
    assert.equal(await statusOf(put([one, ...others])), 200)
    assert.deepEqual(await toSeal(circle.id), [])
    assert.equal(await retire(), 422, 'the template is left')
    await at(nordlys, async () => {
      const kept = await Envelope.query().orderBy('id')
      assert.deepEqual(
        kept.map(({ circleVersion }) => circleVersion),
        [2, 2, 2]
      )
      const sealed = new Map([one, ...others].map(({ id, envelope }) => [id, envelope]))
      for (const { id, envelope, size } of kept)
        assert.deepEqual([envelope, size], [sealed.get(id), envelope.length], 'as it was sealed')
      const event = await AuditEvent.findByOrFail('action', 'keys.circle_sealed_anew')
      assert.containsSubset(event.details, { client: all.clara.id, envelopes: 3 })
    })
  })

  test('a colleague who reads it too is asked to, and nobody else', async ({ client, assert }) => {
    const { before, signe, ida, recovery, circle, nordlys } = await seen()
    const words = async (person: Person) => {
      const pages = await Promise.all(
        ['/', '/keys/rotation'].map((path) => client.get(path).as(person))
      )
      return pages.map((page) => page.text().includes('earlier key of Signe Dahl'))
    }
    await shutOut(before, signe, circle, [recovery.keys.id])
    assert.deepEqual(await words(ida), [false, false], 'she does not read it')
    await at(nordlys, () =>
      Wrap.create({ circleId: circle.id, version: 2, keyId: ida.keys.id, text: 'a wrap' })
    )
    assert.deepEqual(await words(ida), [true, true])
    assert.deepEqual(await words(signe), [false, false], 'hers is her own earlier key')
    await at(nordlys, () => signe.member.deactivate({ member: ida.member, address: null }))
    assert.deepEqual(await words(ida), [true, true], 'all the more when she has left')
    await at(nordlys, () => Exposure.query().delete())
    assert.deepEqual(await words(ida), [false, false])
  })

  test('a parcel with more, less or other things in it is none', async ({ client, assert }) => {
    const { nordlys, before, signe, recovery, circle, clara } = await seen()
    const renewed = await shutOut(before, signe, circle, [recovery.keys.id])
    const { envelopes } = await handedOut(client, signe, [circle.id])
    const [{ kind, id, about }] = envelopes
    const made = { ...about, circle: renewed, client: clara }
    const { header, bytes } = packedOf(await envelopeOf(signe, made))
    const row = { kind, id, version: about.version, header, length: bytes.length }
    const parcel = (said: object, ...parts: Uint8Array[]) =>
      Buffer.from(pack({ envelopes: [row], next: { circles: [], most: 1 }, ...said }, parts))
    const good = parcel({}, bytes)
    const broken = {
      empty: Buffer.alloc(0),
      cut: good.subarray(0, -1),
      grown: Buffer.concat([good, Buffer.alloc(1)]),
      headless: good.subarray(4),
      noJson: Buffer.concat([Buffer.from([0, 0, 0, 1]), bytes]),
      nothingInside: parcel({ envelopes: [{ ...row, length: 27 }] }, bytes.subarray(0, 27)),
      otherHeader: parcel({ envelopes: [{ ...row, header: `${header}A` }] }, bytes),
      noNext: parcel({ next: null }, bytes),
    }
    for (const [name, body] of Object.entries(broken))
      assert.equal(await statusOf(sendParcel(client, signe, body)), 422, name)
    const large = parcel({ envelopes: [] }, Buffer.alloc(5 * 1024 * 1024))
    assert.equal(await statusOf(sendParcel(client, signe, large)), 413)
    const versions = () => at(nordlys, () => Envelope.query().where({ id, circleVersion: 2 }))
    assert.lengthOf(await versions(), 0)
    assert.equal(await statusOf(sendParcel(client, signe, good)), 200)
    assert.lengthOf(await versions(), 1)
  })

  test('what nobody else may know is left as it is, whoever sends another', async ({
    client,
    assert,
  }) => {
    const { nordlys, before, signe, recovery, circle, clara } = await seen()
    const kept = () => at(nordlys, () => Envelope.query().orderBy('id'))
    const texts = async () => {
      const envelopes = await kept()
      return envelopes.map(({ envelope }) => envelope)
    }
    const [{ id, type, version, noteId: record }] = await kept()
    const put = async (where: typeof circle, by: typeof signe) => {
      const made = { circle: where, client: clara, type, record, version }
      const envelope = await envelopeOf(by, made)
      return statusOf(putEnvelopes(client, by, [{ kind: 'soap.note', id, version, envelope }]))
    }
    const asWritten = await texts()
    assert.equal(await put(circle, before), 200)
    assert.deepEqual(await texts(), asWritten, 'nothing of the circle is exposed')

    const renewed = await shutOut(before, signe, circle, [recovery.keys.id])
    assert.equal(await put(renewed, signe), 200)
    const anew = await texts()
    assert.notEqual(anew[0], asWritten[0], 'it was exposed')
    assert.equal(await put(renewed, signe), 200)
    assert.deepEqual(await texts(), anew, 'it is no longer, though others are')
  })

  test('what was written on meanwhile stays, and the key goes when nothing is left', async ({
    client,
    assert,
  }) => {
    const all = await seen()
    const { nordlys, before, signe, recovery, circle, ofClinic } = all
    const renewed = await shutOut(before, signe, ofClinic, [recovery.keys.id])
    await at(nordlys, () => Envelope.query().delete())
    await shutOut(before, signe, circle, [recovery.keys.id])
    const { envelopes } = await handedOut(client, signe, [ofClinic.id])
    const [{ kind, id, about }] = envelopes
    const sealed = async (version: number) => {
      const made = await sealFor(signe, renewed, { ...about, version, body: { version } })
      return made.envelope
    }
    const written = { version: 2, envelope: await sealed(2) }
    const page = await client.get('/keys/rotation').as(signe)
    assert.include(page.text(), 'still to be encrypted anew')
    await client.put(`/soap/templates/envelopes/${id}`).as(signe).json(written)
    const late = { kind, id, version: 1, envelope: await sealed(1) }
    const next = await handedOut(client, signe, [ofClinic.id], 100, [late])
    assert.deepEqual(next, { envelopes: [], left: [] })
    const kept = await at(nordlys, () => Template.findOrFail(id))
    assert.equal(kept.envelope, written.envelope)
    const retired = await client.post(`/keys/keys/${before.keys.id}/retirement`).as(signe).json({})
    retired.assertStatus(201)
    const old = await at(nordlys, () => Key.findOrFail(before.keys.id))
    assert.isNotNull(old.retiredAt)
  })

  test('old record keys go when nothing lies under them, and no browser can still hold something', async (context) => {
    const { client, assert } = context
    const { nordlys, before, signe, recovery, circle, ofClinic, clara } = await seen()
    const renewed = await shutOut(before, signe, circle, [recovery.keys.id])
    const versions = ({ id: circleId } = circle) =>
      at(nordlys, async () => {
        await forgetOldRecordKeys()
        const wraps = await Wrap.query().where({ circleId, keyId: signe.keys.id })
        return wraps.map(({ version }) => version).sort()
      })
    letPass(31 * DAY, context)
    assert.deepEqual(await versions(), [1, 2], 'notes lie under it')
    await at(nordlys, () => Promise.all([Note.query().delete(), Template.query().delete()]))
    await shutOut(before, signe, ofClinic, [recovery.keys.id])
    assert.deepEqual(await versions(ofClinic), [1, 2], 'it was renewed a moment ago')
    const draft = await aDraft(signe, { circle: renewed, client: clara })
    await client.post(`/soap/clients/${clara.id}/notes`).as(signe).json(draft)
    assert.deepEqual(await versions(), [2])
    const events = await at(nordlys, () =>
      AuditEvent.query().where('action', 'keys.circle_forgotten')
    )
    assert.lengthOf(events, 1)
  })
})
