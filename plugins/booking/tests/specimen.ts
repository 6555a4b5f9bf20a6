import type { Actor } from '#audit/actor'
import type Client from '#models/client'
import { booked } from './setting.js'

/** A client who has accepted the terms and booked. */
export default async function specimen(client: Client, { by }: { by: Actor }) {
  await booked(client, by)
}
