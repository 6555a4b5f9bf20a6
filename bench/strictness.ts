import { DateTime } from 'luxon'
import { SERVER } from '#audit/actor'
import { inClinic } from '#clinics/clinic_in_hand'
import { openHouse } from '#start/house'
import { loadClinicState } from '#clinics/state'
import { transaction } from '#clinics/transaction'
import Client from '#models/client'
import Clinic from '#models/clinic'
import Member from '#models/member'
import Opening from '#models/opening'
import { registry } from '#plugins/registry'
import { turnOn } from '#plugins/switch'
import { switchAllOn } from '../plugins/strict-mode/models/change.js'
import { RULES } from '../plugins/strict-mode/rules.js'

/** Switches strict mode on in a clinic that is filled, with every rule as strict as we advise. */
export async function makeStrict(clinicId: string) {
  await openHouse()
  await inClinic(await Clinic.findOrFail(clinicId), async () => {
    await loadClinicState()
    await turnOn(registry.findOrFail('strict-mode'), { by: SERVER })
    await switchAllOn(RULES, SERVER)
    await transaction(openEveryPage)
  })
}

/** Everybody has said why they look at whom: that is asked once, and it is the pages behind that are measured. */
async function openEveryPage() {
  const holdsUntil = DateTime.utc().plus({ hours: 8 })
  const members = await Member.query().select('id')
  const clients = await Client.query().select('id')
  for (const { id: memberId } of members)
    for (const { id: clientId } of clients)
      await Opening.create({ memberId, clientId, because: 'contact', words: null, holdsUntil })
}
