import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { CalendarImport } from '#calendar/files/calendar_import'
import { clinicClient } from '#clinics/database'
import { sessionKey } from '#clinics/sessions'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import { utcNow } from '#models/columns'
import Client from '#models/client'
import ExportRequest from '#models/export_request'
import Invitation from '#models/invitation'
import Location from '#models/location'
import Opening, { EMERGENCY } from '#models/opening'
import Service from '#models/service'
import { furnish } from '#tests/furnished'
import { at, type People, people, type Person, signIn } from '#tests/people'
import Booking from '../../plugins/booking/models/booking.js'
import Waiting from '../../plugins/booking/models/waiting.js'
import Gateway from '../../plugins/reminders/models/gateway.js'
import Attachment from '../../plugins/soap/models/attachment.js'
import { StoredFile } from '../../plugins/soap/models/stored_file.js'
import Envelope from '../../plugins/soap/models/envelope.js'
import Note from '../../plugins/soap/models/note.js'
import Template from '../../plugins/soap/models/template.js'
import type { Rows } from './addresses.js'

const ORIGIN = 'http://nordlys.test'

/** A clinic with at least one row behind every address of every route, and of what belongs to members, one of each. */
export async function everythingThere() {
  const all = await people()
  await furnish(all)
  await at(all.nordlys, async () => {
    const by = { member: all.ida.member, address: null }
    await Location.open({ name: 'Nørregade' }, { by })
    for (const role of ['owner', 'practitioner'] as const)
      await Invitation.invite({ email: `${role}@x.test`, role }, by, ORIGIN)
    for (const person of staffOf(all)) await belongings(person)
    await emergency(all.signe)
    await onlineBooking()
    await insert('consents_batches', { statement_ids: '[]', origin: '', finished_at: utcNow() })
    await lostKey(all.ida)
    await attachment(by)
    await Gateway.create({ provider: 'twilio', sender: 'x', token: 'x', origin: ORIGIN })
    await template()
  })
  return all
}

function staffOf({ ida, mads, signe, jonas }: People) {
  return [ida, mads, signe, jonas]
}

/** What lies outside the clinic's database, or is used up by being walked over: made for each call. */
export const MADE: Record<string, (all: People) => Promise<Rows>> = {
  '/security/sessions/:id': async (all) => staffOf(all).map((each) => [sessionKey(signIn(each))]),
  '/calendar/imports/:id': ({ nordlys, ...all }) =>
    at(nordlys, () => Promise.all(staffOf({ nordlys, ...all }).map(calendarFile))),
}

async function calendarFile({ member }: Person) {
  const event = 'BEGIN:VEVENT\r\nDTSTART:20270615T150000\r\nDURATION:PT1H\r\nEND:VEVENT'
  const text = `BEGIN:VCALENDAR\r\n${event}\r\nEND:VCALENDAR\r\n`
  const file = await CalendarImport.open(Buffer.from(text), member)
  if (typeof file === 'string') throw new Error(file)
  return [file.id]
}

/** What each member has of their own. */
async function belongings({ member }: Person) {
  const own = { member_id: member.id }
  const key = { name: 'Phone', credential_id: randomUUID(), public_key: '', counter: 0 }
  await insert('passkeys', { ...own, ...key, transports: '[]' })
  const choice = { format: 'csv', status: 'all', nationalIds: false }
  await ExportRequest.create({
    ...{ memberId: member.id, kind: 'clients', choice, clients: 9, reason: 'A new system' },
    expiresAt: DateTime.utc().plus({ days: 1 }),
  })
  await insert('hour_exceptions', { ...own, date: '2099-01-01' })
  const times = { starts_at: '2099-01-02T08:00:00.000Z', ends_at: '2099-01-02T10:00:00.000Z' }
  await insert('time_off', { ...own, ...times, kind: 'course' })
}

/** Who looked at a client without another reason, for an owner to review. */
async function emergency({ member }: Person) {
  const client = await Client.firstOrFail()
  const given = { client, because: EMERGENCY, words: 'Fainted', hours: 1 } as const
  await Opening.give(given, { member, by: { member, address: null } })
}

/** Somebody who waits for the clinic's yes, and somebody who waits for a time. */
async function onlineBooking() {
  const booked = Appointment.query().select('id').where('status', 'booked')
  const own = await Attendance.query().whereIn('appointmentId', booked).firstOrFail()
  await own.merge({ status: 'requested' }).save()
  const { appointmentId } = own
  const clientId = own.clientId!
  const from = { locale: 'en', origin: ORIGIN }
  await Booking.create({
    appointmentId,
    clientId,
    ...from,
    toldStatus: 'requested',
    toldStart: 0,
    requestKey: '',
  })
  const { id: serviceId } = await Service.firstOrFail()
  const dates = { fromDate: '2099-01-01', untilDate: '2099-01-02', confirmedAt: DateTime.utc() }
  const visitor = { firstName: 'Clara', lastName: 'Berg', email: 'clara@example.test', phone: '' }
  const typed = JSON.stringify({ visitor, texts: {} })
  await Waiting.create({ ...from, ...dates, serviceId, typed, passedOver: [], tokenHash: '' })
}

/** A key whose file is lost, so that somebody may hand over what it reads. */
async function lostKey({ member }: Person) {
  const key = await clinicClient().from('keys_keys').where('member_id', member.id).firstOrFail()
  const lost = { id: 'lost', superseded_at: utcNow(), superseded_why: 'lost' }
  await clinicClient()
    .insertQuery()
    .table('keys_keys')
    .insert({ ...key, ...lost, superseded_by: key.id })
}

/** A file beside a note, which is to be encrypted anew: somebody may know what opens it. */
async function attachment({ member }: Actor) {
  const { id: noteId, circle } = await Note.query().whereNull('noteId').firstOrFail()
  await mkdir(dirname(StoredFile.pathOf('file')), { recursive: true })
  await writeFile(StoredFile.pathOf('file'), 'age')
  const stored = { storedAs: 'file', size: 3, memberId: member!.id }
  const sealed = { circle, circleVersion: 1, version: 1, envelope: '' }
  await Attachment.create({ id: randomUUID(), noteId, ...sealed, ...stored })
  const wrap = await clinicClient().from('keys_wraps').where('circle_id', circle).firstOrFail()
  await insert('keys_exposures', { circle_id: circle, key_id: wrap.key_id, version: 1 })
}

async function template() {
  const { circle, circleVersion } = await Envelope.firstOrFail()
  await Template.create({ id: randomUUID(), circle, circleVersion, version: 1, envelope: '' })
}

function insert(table: string, row: Record<string, unknown>) {
  const known = { id: randomUUID(), created_at: utcNow() }
  return clinicClient()
    .insertQuery()
    .table(table)
    .insert({ ...known, ...row })
}
