import { clinicRules } from './settings.js'

/** Shows what a clinic might decide: names are hidden by themselves after half an hour. */
export async function demo() {
  await clinicRules.write({ ...clinicRules.read(), idleMinutes: 30 })
}
