import type { Infer } from '@vinejs/vine/types'
import type { appointmentValidator } from '#validators/calendar'
import Room from '#models/room'
import Service from '#models/service'
import { type Plan, planFor } from '#calendar/plan'

/** How long something without a service takes, if nobody says. */
const DEFAULT_MINUTES = 30

type Values = Omit<
  Infer<typeof appointmentValidator>,
  'scope' | 'repeat' | 'onTaken' | 'onlyOpen' | 'seen'
>
type Chosen = { service: Service | null; room: Room | null }

/** What a form asks for, as a plan. A service brings its length, its buffers and its places. */
export async function planned(values: Values, mayOverbook: boolean): Promise<Plan> {
  const { serviceId, roomId } = values
  const service = serviceId ? await Service.findOrFail(serviceId) : null
  const room = roomId ? await Room.findOrFail(roomId) : null
  return { ...planWith(values, { service, room }), overbook: values.overbook && mayOverbook }
}

/**
 * The same for a page that only shows what would become of it.
 *
 * @returns null when the service or the room is not there any more
 */
export async function plannedAhead(values: Values): Promise<Plan | null> {
  const { serviceId, roomId } = values
  const service = serviceId ? await Service.find(serviceId) : null
  const room = roomId ? await Room.find(roomId) : null
  const isGone = (serviceId && !service) || (roomId && !room)
  return isGone ? null : planWith(values, { service, room })
}

function planWith(values: Values, { service, room }: Chosen): Plan {
  const { memberId = null, roomId = null, date, time, minutes } = values
  return {
    ...(service ? planFor(service) : { serviceId: null, minutes: DEFAULT_MINUTES }),
    ...(minutes && { minutes }),
    wall: `${date}T${time}`,
    memberId,
    roomId,
    locationId: room?.locationId ?? null,
    title: values.title,
    note: values.note,
  }
}
