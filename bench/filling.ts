import { inClinic } from '#clinics/clinic_in_hand'
import { foundClinic } from '#clinic_settings/founding'
import { openHouse } from '#start/house'
import { loadClinicState } from '#clinics/state'
import { registry } from '#plugins/registry'
import { turnOn } from '#plugins/switch'
import { manyClients } from '#tests/clients'

const CLIENTS = 10_000
const HOST = 'bench.localhost'
const PLACE = { locale: 'en', timeZone: 'Europe/Copenhagen', currency: 'DKK' } as const
const OWNER = { name: 'Ida Lund', email: 'ida@bench.test', password: 'blue kettle on a quiet tram' }

/** A clinic with 10,000 clients and these plugins switched on. */
export async function fill(plugins: string[]) {
  await openHouse()
  const { clinic, owner } = await foundClinic({
    clinic: { ...PLACE, name: 'Bench', hosts: [HOST] },
    owner: OWNER,
  })
  const clients = await inClinic(clinic, async () => {
    await loadClinicState()
    const by = { member: owner, address: null }
    for (const id of plugins) await turnOn(registry.findOrFail(id), { by })
    return manyClients(CLIENTS)
  })
  const { email, password } = OWNER
  return { host: HOST, email, password, clients: clients.slice(0, 200) }
}
