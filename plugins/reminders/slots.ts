import { detailsOn, namesOn } from '#clients/display_name'
import type Appointment from '#models/appointment'
import type Member from '#models/member'
import { timelineOf } from './models/timeline.js'

/** What stands on an appointment's page: each reminder, what became of it, and why. */
export async function appointmentSection(props: { appointment: Appointment; member: Member }) {
  const { appointment, member } = props
  const { entries, clients, hasRules } = await timelineOf(appointment)
  const nameOf = namesOn('screen', member)
  const names = new Map(clients.map((client) => [client.id, nameOf(client)]))
  const { naming } = detailsOn('screen', member)
  return { entries, hasRules, names, naming, hasClients: clients.length > 0 }
}
