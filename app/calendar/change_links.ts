import type Appointment from '#models/appointment'
import type Client from '#models/client'
import type { ChangeLinks } from '#plugins/change_links'
import { guarded } from '#plugins/guard'
import { switchedOn } from '#plugins/switched_on'

/** A link with which this client may move or cancel this appointment. Whoever has it may: give it to nobody else. */
export function changeLinkFor(appointment: Appointment, client: Client) {
  return first((links) => links.issue(appointment, client))
}

/** A link that leads nowhere, for previews. */
export function sampleChangeLink() {
  return first((links) => links.sample())
}

async function first(work: (links: ChangeLinks) => Promise<string | null>) {
  for (const plugin of switchedOn().plugins) {
    const links = plugin.definition.changeLinks
    const link = links && (await guarded(plugin, 'changeLinks', () => work(links)))
    if (link) return link
  }
  return null
}
