import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { importer } from '#imports/importer'
import { registry } from '#plugins/registry'
import { aService, TUESDAY } from '#tests/calendar'
import { opened, openImport, table } from '#tests/imports'
import { setUpMail } from '#tests/mails'
import { at, type People, people } from '#tests/people'
import { switchOn } from '#tests/plugins'

/** What gives a client of these tests away: nothing else in the clinic has anything like it. */
export const GIVEAWAYS = /zacharias|hemmeligsen|walpurga|28 ?37 ?46|kvistgyvel/i

/** The plugins of this folder, without those that only tests know: a new one is looked at too. */
const ours = () => registry.all().filter(({ place }) => !place.folder.includes('/tests/'))

/** A clinic in which everything that can show a client's name has one to show. */
export async function busyClinic(client: ApiClient) {
  const all = await people()
  const by = { member: all.ida.member, address: null }
  await setUpMail(all.nordlys)
  await switchOn(all.nordlys, ...ours().map(({ id }) => id))
  const found = await at(all.nordlys, async () => {
    const [one, other] = await clients()
    await one.revise({ city: 'Hemmeligsenby' }, { by })
    for (const { definition } of ours()) await definition.demo?.({ by })
    const appointment = await appointments(all, one)
    return { one, other, appointment }
  })
  return { ...all, ...found, ...(await imports(client, all)) }
}

async function clients() {
  const found: Client[] = []
  for (const nr of '12345678')
    found.push(
      await Client.register(
        {
          firstName: `Zacharias${nr}`,
          lastName: 'Hemmeligsen',
          email: `zacharias${nr}@hemmeligsen.test`,
          phone: `28 37 46 0${nr}`,
          birthDate: '1971-03-04',
          street: `Kvistgyvelvej ${nr}`,
          postalCode: '8000',
          city: 'Aarhus',
          emergencyName: 'Walpurga',
          emergencyPhone: '28 37 46 99',
          locale: 'en',
        },
        { by: SERVER }
      )
    )
  return found
}

async function appointments({ signe }: People, client: Client) {
  const { id: serviceId } = await aService({}, signe)
  const plan = { wall: `${TUESDAY}T09:00`, minutes: 50, memberId: signe.member.id, serviceId }
  const about = { title: 'Hemmeligsen, first time', note: 'Zacharias is late' }
  return Appointment.book({ ...plan, ...about }, { by: SERVER, clients: [client] })
}

const LINES = [
  'Fornavn;Efternavn;E-mail;Telefon',
  'Zacharias9;Hemmeligsen;zacharias9@hemmeligsen.test;28374609',
  'Zacharias1;Hemmeligsen;zacharias1@hemmeligsen.test;28374601',
  'Zacharias0;Hemmeligsen;hemmeligsen;28374600',
]

/** One import that is looked at, and one that is done. */
async function imports(client: ApiClient, { nordlys, ida }: People) {
  const file = table(...LINES)
  const by = { member: ida.member, address: null }
  const preview = await at(nordlys, () => openImport(file, { by }))
  const done = await opened(client, ida, file)
  await client.put(`/clients/imports/${done.id}`).as(ida).form({ existing: 'skip' })
  await client.post(`/clients/imports/${done.id}/runs`).as(ida)
  await importer.rest(nordlys)
  return { preview, done }
}
