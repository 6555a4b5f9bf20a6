import type { HttpContext } from '@adonisjs/core/http'
import { displayName } from '#clients/display_name'
import { clinicSettings } from '#clinics/settings'
import type Appointment from '#models/appointment'
import type Client from '#models/client'
import type Member from '#models/member'
import type Note from './note.js'
import { scriptData } from './script_data.js'

/** What the page of a note shows before anything is opened, and what its scripts are told. */
export async function notePage(
  { i18n, member }: HttpContext,
  client: Client,
  { note = null, appointment = null }: { note?: Note | null; appointment?: Appointment | null }
) {
  const name = displayName(client, 'screen', member)
  const data = {
    ...(await scriptData(i18n, member)),
    client: { id: client.id, name },
    note: note && (await noteData(note, member)),
    appointment: appointment && { id: appointment.id, date: dayOf(appointment) },
  }
  return { client, name, note, data }
}

async function noteData(note: Note, member: Member) {
  const givenUp = await note.related('givenUpFiles').query().orderBy('id')
  return {
    id: note.id,
    isAuthor: note.authorId === member.id,
    givenUp: givenUp.map(({ id, memberName: by, createdAt }) => ({
      id,
      by,
      at: createdAt.toISO()!,
    })),
  }
}

function dayOf({ startsAt }: Appointment) {
  return startsAt.setZone(clinicSettings.read().timeZone).toISODate()!
}
