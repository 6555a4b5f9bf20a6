import { randomInt } from 'node:crypto'
import type { Actor } from '#audit/actor'
import { inClinic } from '#clinics/clinic_in_hand'
import { deleteClinic } from '#clinics/ending'
import { foundClinic } from '#clinic_settings/founding'
import { loadClinicState } from '#clinics/state'
import { transaction } from '#clinics/transaction'
import { setUpMail } from '#mails/setup'
import Client from '#models/client'
import Member from '#models/member'
import { registry } from '#plugins/registry'
import { turnOn } from '#plugins/switch'
import { furnishCalendar } from './demo_calendar.js'
import { DEMO_MEMBERS, demoClients, type DemoMember } from './demo_people.js'

/** Where Mailpit and its like listen, for who wants to read the mails; without one they wait in the outbox. */
const MAIL = {
  host: '127.0.0.1',
  port: 1025,
  security: 'none',
  senderAddress: 'klinik@havblik.example.com',
} as const

const WORDS =
  'anchor barn candle dune ember ferry garden harbour island jetty kettle lantern meadow oak pebble quill reed sail tide willow'.split(
    ' '
  )

/** Makes the demo clinic. Its password is new each time, so that nobody can know it who did not see it printed. */
export async function seedDemoClinic() {
  const password = Array.from({ length: 5 }, () => WORDS[randomInt(WORDS.length)]).join('-')
  const [first, ...others] = DEMO_MEMBERS
  const { clinic, owner } = await foundClinic({
    clinic: {
      name: 'Havblik Fysioterapi',
      locale: 'da',
      timeZone: 'Europe/Copenhagen',
      currency: 'DKK',
    },
    owner: { ...first, password },
  })
  let hints: string[]
  try {
    hints = await inClinic(clinic, () => furnish(owner, others, password))
  } catch (error) {
    await deleteClinic(clinic)
    throw error
  }
  return { clinic, password, members: DEMO_MEMBERS, hints }
}

async function furnish(owner: Member, others: readonly DemoMember[], password: string) {
  await loadClinicState()
  for (const member of others) await Member.create({ ...member, password })
  const practitioner = await Member.findByOrFail('role', 'practitioner')
  await setUpMail(MAIL, { member: owner, address: null })
  await registerClients({ member: practitioner, address: null })
  await furnishCalendar({ by: { member: owner, address: null } })
  return showPlugins({ member: owner, address: null }, password)
}

async function registerClients(by: Actor) {
  await transaction(async () => {
    for (const { tags = [], alert, isArchived, ...values } of demoClients()) {
      const client = await Client.register(values, { by })
      if (alert) await client.addAlert(alert, { by })
      for (const tag of tags) await client.addTag(tag, { by })
      if (isArchived) await client.archive({ by })
    }
  })
}

/** @returns what whoever looks around must know of them */
async function showPlugins(by: Actor, password: string) {
  const hints: string[] = []
  for (const plugin of registry.all().filter(({ definition }) => definition.demo)) {
    await turnOn(plugin, { by })
    const { demo } = await plugin.definition.demo!()
    const hint = await demo({ by, password })
    if (hint) hints.push(hint)
  }
  return hints
}
