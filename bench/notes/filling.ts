import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { inClinic } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { foundClinic } from '#clinic_settings/founding'
import { openHouse } from '#start/house'
import { loadClinicState } from '#clinics/state'
import { transaction } from '#clinics/transaction'
import { utcNow } from '#models/columns'
import { manyClients } from '#tests/clients'
import { switchOn } from '#tests/plugins'
import type { Person } from '#tests/people'
import { foundCircle, recordKey, unwrap } from '../../plugins/keys/browser/crypto/circles.ts'
import { type PublicKey, readCard } from '../../plugins/keys/browser/crypto/key_pair.ts'
import Circles from '../../plugins/keys/models/circle.js'
import Key, { type Reason } from '../../plugins/keys/models/key.js'
import { pin, withKey, withRecovery } from '../../plugins/keys/tests/keyed.js'
import { type Circle, sealFor } from '../../plugins/soap/tests/circled.js'
import { aNote } from './body.mjs'

const HOST = 'bench.localhost'
const OWNER = { name: 'Ida Lund', email: 'ida@bench.test', password: 'blue kettle on a quiet tram' }
const PLACE = { locale: 'en', timeZone: 'Europe/Copenhagen', currency: 'DKK' } as const
const AT_ONCE = 100

/** @property replaced why the key was replaced since, if it was */
type Size = { clients: number; notes: number; replaced: Reason | null }

/** A clinic with notes about its clients, all sealed by its owner's one key, and that key's file; that of the key in its place too. */
export async function fillNotes({ clients: count, notes, replaced }: Size) {
  await openHouse()
  const { clinic, owner } = await foundClinic({
    clinic: { ...PLACE, name: 'Bench', hosts: [HOST] },
    owner: OWNER,
  })
  await switchOn(clinic, 'keys', 'soap')
  const person: Person = { clinic, member: owner, host: HOST }
  const holder = await withKey(person)
  const recovery = await withRecovery(person)
  await pin(holder, recovery.keys.id)
  const clients = await inClinic(clinic, async () => {
    await loadClinicState()
    const ids = await manyClients(count)
    const circles = await transaction(async () => circlesOf(ids, await cards()))
    for (let first = 0; first < notes; first += AT_ONCE)
      await keep(Array.from({ length: AT_ONCE }, (_, at) => sealed(first + at, circles)))
    return ids
  })
  const successor = replaced && (await withKey(person, replaced))
  if (successor) await pin(successor, recovery.keys.id)
  const { email, password } = OWNER
  return {
    ...{ host: HOST, email, password, clinic: clinic.id, member: owner.id, clients },
    files: [await holder.file(), await successor?.file()],
  }

  async function cards() {
    const keys = await Key.query()
    return Promise.all(keys.map(({ card }) => readCard(card, clinic.id)))
  }

  async function circlesOf(ids: string[], readers: PublicKey[]) {
    const circles: [string, Circle][] = []
    for (const subject of ids) {
      const step = await foundCircle(holder.keys, { clinic: clinic.id, subject }, readers)
      const { id } = await Circles.found(step, { by: { member: owner, address: null } })
      const wrap = step.wraps.find(({ key }) => key === holder.keys.id)!
      const key = await recordKey(await unwrap(holder.keys, id, wrap))
      circles.push([subject, { id, version: 1, key }])
    }
    return circles
  }

  async function sealed(number: number, circles: [string, Circle][]) {
    const [client, circle] = circles[number % circles.length]
    const record = uuidv7()
    const made = { type: 'soap-draft', client, record, version: 1, body: aNote(number) }
    const { envelope } = await sealFor(holder, circle, made)
    return rowsOf({ record, client, circle: circle.id, envelope, author: owner })
  }
}

type Kept = {
  record: string
  client: string
  circle: string
  envelope: string
  author: Person['member']
}

/** Past the models, which would take a minute. */
function rowsOf({ record, client, circle, envelope, author }: Kept) {
  const now = utcNow()
  const note = {
    ...{ id: record, client_id: client, author_id: author.id, author_name: author.name },
    ...{ version: 1, circle, created_at: now, written_at: now },
  }
  const version = {
    ...{ id: uuidv7(), note_id: record, version: 1, type: 'soap-draft', sitting: randomUUID() },
    ...{ circle, circle_version: 1, size: envelope.length, envelope, created_at: now },
    ...{ member_id: author.id, member_name: author.name },
  }
  return { note, version }
}

async function keep(making: Promise<ReturnType<typeof rowsOf>>[]) {
  const made = await Promise.all(making)
  await transaction(async () => {
    const insert = (table: string, rows: object[]) =>
      clinicClient().insertQuery().table(table).multiInsert(rows)
    await insert(
      'soap_notes',
      made.map(({ note }) => note)
    )
    await insert(
      'soap_envelopes',
      made.map(({ version }) => version)
    )
  })
}
