import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import { CalendarImport } from '#calendar/files/calendar_import'
import { importer } from '#imports/importer'
import Appointment from '#models/appointment'
import Client from '#models/client'
import OutboxMail from '#models/outbox_mail'
import { registry } from '#plugins/registry'
import { aService, TUESDAY } from '#tests/calendar'
import { opened, openImport, table } from '#tests/imports'
import { setUpMail } from '#tests/mails'
import { at, NORDLYS, type People, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import {
  bookOnline,
  CLARA_TYPED,
  filledIn,
  dayIn,
  minuteIn,
  worksEveryDay,
} from '../plugins/booking/tests/setting.js'
import { bookingSettings } from '../plugins/booking/settings.js'
import Message from '../plugins/reminders/models/message.js'

/** What gives a client of these tests away: nothing else in the clinic has anything like it. */
export const GIVEAWAYS = /zacharias|hemmeligsen|walpurga|28 ?37 ?46|kvistgyvel/i

/** The plugins of this folder, without those that only tests know: a new one is looked at too. */
const ours = () => registry.all().filter(({ place }) => !place.folder.includes('/tests/'))

/** A clinic in which everything that can show a client's name, or what somebody wrote about one, has something to show. */
export async function busyClinic(client: ApiClient) {
  const all = await people()
  const by = { member: all.ida.member, address: null }
  await setUpMail(all.nordlys)
  await switchOn(all.nordlys, ...ours().map(({ id }) => id))
  const found = await at(all.nordlys, async () => {
    const [one, other] = await clients()
    await written(one)
    const appointment = await appointments(all, one)
    for (const { definition } of ours()) {
      const filling = await definition.demo?.()
      await filling?.demo({ by, password: 'harbour-oak-reed-sail' })
    }
    await failures(one)
    return { one, other, appointment, calendar: await calendarFile(all) }
  })
  await visitors(client, all)
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
          emergencyRelation: 'Mother of Zacharias',
          locale: 'en',
        },
        { by: SERVER }
      )
    )
  return found
}

/** What members write about a client, and must not see either. */
async function written(client: Client) {
  await client.revise({ city: 'Hemmeligsenby' }, { by: SERVER })
  await client.addAlert('Zacharias faints', { by: SERVER })
  await client.addTag('The Hemmeligsen family', { by: SERVER })
  await client.revealNationalId('Hemmeligsen wanted to know', { by: SERVER })
}

async function appointments({ signe }: People, client: Client) {
  const { id: serviceId } = await aService({}, signe)
  const plan = { minutes: 50, memberId: signe.member.id, serviceId }
  const about = { title: 'Hemmeligsen, first time', note: 'Zacharias is late' }
  const bookAt = (time: string) =>
    Appointment.book(
      { ...plan, ...about, wall: `${TUESDAY}T${time}` },
      { by: SERVER, clients: [client] }
    )
  const cancelled = await bookAt('13:00')
  await cancelled.cancel('Hemmeligsen is ill', { by: SERVER })
  return bookAt('09:00')
}

/** What other servers answer often says to whom one wrote. */
async function failures({ id: clientId }: Client) {
  const message = await Message.findByOrFail('clientId', clientId)
  await message.settle({ state: 'failed', recipient: '28 37 46 01', detail: 'No such: 28374601' })
  const mail = await OutboxMail.query().whereNotNull('clientId').firstOrFail()
  const errorDetail = '550 5.1.1 <zacharias1@hemmeligsen.test>: User unknown'
  await mail.merge({ state: 'failed', error: 'recipient_refused', errorDetail }).save()
}

async function calendarFile({ ida }: People) {
  const event = [`DTSTART:${TUESDAY.replaceAll('-', '')}T150000`, 'DURATION:PT1H']
  const about = ['SUMMARY:Zacharias Hemmeligsen', 'DESCRIPTION:28 37 46 01', 'LOCATION:Walpurga']
  const lines = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...event, ...about, 'END:VEVENT']
  const text = [...lines, 'END:VCALENDAR', ''].join('\r\n')
  const file = await CalendarImport.open(Buffer.from(text), ida.member)
  if (typeof file === 'string') throw new Error(file)
  return file
}

/** One who waits for the clinic's yes, and one who waits for a time. */
async function visitors(client: ApiClient, { nordlys, signe }: People) {
  const service = await at(nordlys, async () => {
    await bookingSettings.write({
      ...bookingSettings.read(),
      ...{ approveFirst: true, proofOfWork: false, perAddress: 0, waitingList: true },
    })
    await worksEveryDay(signe)
    return aService({ name: 'Online', isBookableOnline: true }, signe)
  })
  const typed = { ...CLARA_TYPED, firstName: 'Zacharias', lastName: 'Hemmeligsen' }
  const at10 = minuteIn(3, '10:00')
  const booked = await bookOnline(client, { service, host: NORDLYS }, at10, typed)
  booked.assertStatus(303)
  const waiting = `/booking/services/${service.id}/waiting`
  const [from, until] = [dayIn(3), dayIn(4)]
  const joined = await client
    .post(waiting)
    .at(NORDLYS)
    .form(await filledIn(client, waiting, { ...typed, from, until }))
  joined.assertStatus(303)
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
  const done = await opened(client, ida, file, 'Zacharias Hemmeligsen.csv')
  await client.put(`/clients/imports/${done.id}`).as(ida).form({ existing: 'skip' })
  await client.post(`/clients/imports/${done.id}/runs`).as(ida)
  await importer.rest(nordlys)
  return { preview, done }
}
