import { DateTime } from 'luxon'
import { clinicSettings } from '#clinics/settings'
import type Member from '#models/member'
import { soapSettings } from '../settings.js'
import Note from './note.js'

/** Drafts that wait for their author's signature: one's own, or everybody's for who looks after the notes. */
export function unsignedFor(member: Member) {
  const query = unsigned().orderBy('createdAt')
  return member.can('soap.oversee') ? query : query.where('authorId', member.id)
}

/** Those that have waited longer than the clinic wants. */
export function overdue(now = DateTime.utc()) {
  const { unsignedDays } = soapSettings.read()
  return unsigned().where('createdAt', '<=', dueSince(now, unsignedDays).toISO()!)
}

/** Whether this one has. */
export function isOverdue({ createdAt }: Note, now = DateTime.utc()) {
  return createdAt <= dueSince(now, soapSettings.read().unsignedDays)
}

function unsigned() {
  return Note.query().whereNull('finalisedAt').whereNull('noteId')
}

function dueSince(now: DateTime, days: number) {
  return now.setZone(clinicSettings.read().timeZone).minus({ days }).toUTC()
}
