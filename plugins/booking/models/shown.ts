import { kept } from '#clinics/kept'
import { mailIsSetUp } from '#mails/queue_mail'
import Service from '#models/service'
import Text, { type Texts } from './text.js'

/**
 * What visitors are shown of the clinic. It hardly ever changes and everybody asks for it, so it is read once
 * and kept until anything is written to the clinic's database.
 */
export type ShownMember = { id: string; name: string }
export type ShownService = Pick<
  Service,
  | 'id'
  | 'name'
  | 'description'
  | 'category'
  | 'minutes'
  | 'price'
  | 'bufferBefore'
  | 'bufferAfter'
  | 'capacity'
  | 'needsRoom'
> & { members: readonly ShownMember[] }

/** What can be booked: switched on for it, and offered by somebody who works here. */
export function shownServices(): Promise<readonly ShownService[]> {
  const tables = ['services', 'service_members', 'members']
  return kept({ key: 'booking services', tables }, async () => {
    const services = await Service.query()
      .where('isBookableOnline', true)
      .whereNull('archivedAt')
      .preload('members', (members) => members.whereNull('deactivatedAt').orderBy('name'))
      .orderByRaw("coalesce(category, ''), name")
    return services.filter(({ members }) => members.length).map(plain)
  })
}

/** The words to accept, in this language if there are. Null while the clinic takes no bookings: it must be able to answer them, and to say on what terms. */
export async function shownTexts(locale: string): Promise<Texts | null> {
  if (!mailIsSetUp()) return null
  const keeping = { key: `booking texts ${locale}`, tables: [Text.table, 'settings'] }
  return kept(keeping, () => Text.current(locale))
}

function plain(service: Service): ShownService {
  const { id, name, description, category, minutes, price, members } = service
  const { bufferBefore, bufferAfter, capacity, needsRoom } = service
  return {
    ...{ id, name, description, category, minutes, price },
    ...{ bufferBefore, bufferAfter, capacity, needsRoom },
    members: members.map((member) => ({ id: member.id, name: member.name })),
  }
}
