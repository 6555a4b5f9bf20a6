import type Client from '#models/client'
import type Member from '#models/member'
import Entry from './models/entry.js'

/** What views/client_tab.edge shows, besides the client and the member that every tab knows. */
export async function clientTab({ client, member }: { client: Client; member: Member }) {
  const entries = await Entry.query().where('clientId', client.id).orderBy('id')
  return { entries, canWrite: member.can('waiting-list.write') }
}
