import type { DataContract } from '#plugins/data_contract'
import Circle from './models/circle.js'

/** Public keys tell of members, not of clients; circles tell who reads what was written about one. */
export const data: DataContract<'keys'> = {
  map: [
    { table: 'keys_keys', what: 'keys.data.keys', personal: false },
    { table: 'keys_proofs', what: 'keys.data.proofs', personal: false },
    { table: 'keys_pins', what: 'keys.data.pins', personal: false },
    {
      table: 'keys_circles',
      what: 'keys.data.circles',
      purpose: 'keys.data.circles_purpose',
      kept: 'keys.data.circles_kept',
    },
    { table: 'keys_lists', what: 'keys.data.lists', personal: false },
    { table: 'keys_exposures', what: 'keys.data.exposures', personal: false },
    { table: 'keys_wraps', what: 'keys.data.wraps', personal: false },
  ],

  async export({ id }) {
    const circles = await Circle.query().where('clientId', id).orderBy('id')
    if (!circles.length) return null
    return { circles: await Promise.all(circles.map(reportOf)) }
  },

  /** With its record key a circle takes with it whatever was encrypted under it, wherever a copy may lie. */
  async erase({ id }) {
    await Circle.query().where('clientId', id).delete()
  },

  /** Filed under the client who stays; what is signed keeps naming the one it was written about. */
  async merge(from, into) {
    await Circle.query().where('clientId', from.id).update({ client_id: into.id })
  },
}

async function reportOf(circle: Circle) {
  const readers = await circle.readers()
  const names = readers.flatMap(({ member }) => member?.name ?? [])
  return { since: circle.createdAt.toISO(), readers: names }
}
