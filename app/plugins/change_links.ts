import type Appointment from '#models/appointment'
import type Client from '#models/client'

/** What a plugin has that lets clients change their appointments by themselves: links for whoever writes to them. */
export type ChangeLinks = {
  /** An address at which this client may move or cancel this appointment; `null` where they may not. */
  issue: (appointment: Appointment, client: Client) => Promise<string | null>
  /** One that leads nowhere and is as long, to show how a message will read; `null` while nobody gets any. */
  sample: () => Promise<string | null>
}
