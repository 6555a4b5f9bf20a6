import { SERVER } from '#audit/actor'
import type { Plan } from '#calendar/plan'
import Appointment from '#models/appointment'
import Client from '#models/client'
import Room from '#models/room'
import Service from '#models/service'
import type { Person } from './people.js'

/** A Tuesday on which nothing special happens to clocks. */
export const TUESDAY = '2027-06-15'

/** A plan of fifty minutes with Signe, unless the test says otherwise. */
export function planOf({ member }: Person, time: string, plan: Partial<Plan> = {}): Plan {
  return { wall: `${TUESDAY}T${time}`, minutes: 50, memberId: member.id, ...plan }
}

export function book(plan: Plan, ...clients: Client[]) {
  return Appointment.book(plan, { by: SERVER, clients })
}

export function aClient(firstName: string, lastName = 'Test') {
  return Client.register({ firstName, lastName }, { by: SERVER })
}

export function aRoom(name = 'Room 1') {
  return Room.create({ name })
}

export async function aService(values: Partial<Service['$attributes']> = {}, ...by: Person[]) {
  const service = await Service.create({ name: 'Physiotherapy', minutes: 50, ...values })
  await service.refresh()
  if (by.length) await service.related('members').attach(by.map(({ member }) => member.id))
  return service
}
