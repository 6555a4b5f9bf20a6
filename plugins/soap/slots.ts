import i18nManager from '@adonisjs/i18n/services/main'
import { clinicSettings } from '#clinics/settings'
import type Appointment from '#models/appointment'
import type Client from '#models/client'
import type Member from '#models/member'
import { namesOn } from '#clients/display_name'
import Note from './models/note.js'
import { scriptData } from './models/script_data.js'
import { unsignedFor } from './models/unsigned.js'

type Props = { client: Client; member: Member }

/** What stands on the tab of a client's page before anything is opened: when there were notes, and whose. */
export async function clientTab({ client, member }: Props) {
  const notes = await Note.query()
    .where('clientId', client.id)
    .whereNull('noteId')
    .orderBy('createdAt', 'desc')
  const i18n = i18nManager.locale(member.locale ?? clinicSettings.read().locale)
  const data = { ...(await scriptData(i18n, member)), client: { id: client.id } }
  return { notes, data, canWrite: member.can('soap.write') }
}

/** The notes of an appointment, and the way to write one for each client who comes. */
export async function appointmentSection(props: { appointment: Appointment; member: Member }) {
  const { appointment, member } = props
  const notes = await Note.query()
    .where('appointmentId', appointment.id)
    .whereNull('noteId')
    .orderBy('createdAt')
  await appointment.load('attendances', (attendances) => attendances.preload('client'))
  const nameOf = namesOn('screen', member)
  const clients = appointment.attendances.map(({ client }) => ({
    id: client.id,
    name: nameOf(client),
    notes: notes.filter(({ clientId }) => clientId === client.id),
  }))
  return { clients, canWrite: member.can('soap.write') }
}

/** How many notes wait for a signature. */
export async function homeCard({ member }: { member: Member }) {
  const [{ total }] = await unsignedFor(member)
    .clearOrder()
    .pojo<{ total: number }>()
    .count('* as total')
  return { total: Number(total) }
}
