/** Switches strict mode on in a filled data folder, with every rule as strict as we advise. BENCH_CLINIC names the clinic. */
import { SERVER } from '#audit/actor'
import { inClinic } from '#clinics/clinic_in_hand'
import { openHouse } from '#clinics/house'
import { loadClinicState } from '#clinics/state'
import Clinic from '#models/clinic'
import { registry } from '#plugins/registry'
import { turnOn } from '#plugins/switch'
import { ignitor } from '../bin/ignitor.js'

const app = ignitor().createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  await openHouse()
  const clinic = await Clinic.findOrFail(process.env.BENCH_CLINIC)
  await inClinic(clinic, async () => {
    await loadClinicState()
    const by = SERVER
    await turnOn(registry.findOrFail('strict-mode'), { by })
    const { RULES } = await import('../plugins/strict-mode/rules.js')
    const { switchAllOn } = await import('../plugins/strict-mode/models/change.js')
    await switchAllOn(RULES, by)
  })
})
await app.terminate()
