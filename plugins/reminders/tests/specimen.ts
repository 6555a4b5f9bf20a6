import type { Actor } from '#audit/actor'
import Appointment from '#models/appointment'
import type Client from '#models/client'
import Member from '#models/member'
import { replan } from '../models/planning.js'
import Rule from '../models/rule.js'

let hour = 0

/** A client with an appointment, and a reminder planned for it. */
export default async function specimen(client: Client, { by }: { by: Actor }) {
  const values = { channel: 'email', unit: 'hours', amount: 24, clock: null } as const
  if (!(await Rule.query().first()))
    await Rule.make({ ...values, forAllServices: true, services: [] }, { by })
  const member = await Member.findByOrFail('role', 'practitioner')
  const appointment = await Appointment.book(
    {
      wall: `2027-06-15T${String(8 + (hour++ % 12)).padStart(2, '0')}:00`,
      minutes: 50,
      memberId: member.id,
    },
    { by, clients: [client] }
  )
  await replan(appointment.id)
}
