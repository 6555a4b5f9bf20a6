import type { DataContract } from '#plugins/data_contract'
import Entry from './models/entry.js'

/** What the plugin owes a client: to say what it keeps, to hand it over, to let it go, and to take it along in a merge. */
export const data: DataContract<'waiting-list'> = {
  map: [
    {
      table: 'waiting_list_entries',
      what: 'waiting-list.data.entries',
      purpose: 'waiting-list.data.purpose',
      kept: 'waiting-list.data.kept',
    },
  ],

  async export(client) {
    const entries = await Entry.query().where('clientId', client.id).orderBy('id')
    return entries.length ? { entries: entries.map((entry) => entry.serialize()) } : null
  },

  async erase(client) {
    await Entry.query().where('clientId', client.id).delete()
  },

  async merge(from, into) {
    await Entry.query().where('clientId', from.id).update({ client_id: into.id })
  },
}
