import type Appointment from '#models/appointment'
import type Client from '#models/client'
import { guarded } from '#plugins/guard'
import { switchedOn } from '#plugins/switched_on'

/** What a plugin has that lets clients change their appointments by themselves: links for whoever writes to them. */
export type ChangeLinks = {
  /** An address at which this client may move or cancel this appointment; `null` where they may not. */
  issue: (appointment: Appointment, client: Client) => Promise<string | null>
  /** One that leads nowhere and is as long, to show how a message will read; `null` while nobody gets any. */
  sample: () => Promise<string | null>
}

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
