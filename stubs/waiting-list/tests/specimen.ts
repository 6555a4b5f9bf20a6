import type { Actor } from '#audit/actor'
import type Client from '#models/client'
import Entry from '../models/entry.js'

/** Leaves personal data about the client, so that the contract tests can see it go. */
export default async function specimen(client: Client, { by }: { by: Actor }) {
  await Entry.add(client, 'Something about the client', { by })
}
