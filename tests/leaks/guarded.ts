import type Clinic from '#models/clinic'
import { at } from '#tests/people'
import Rule from '../../plugins/reminders/models/rule.js'
import { TOKEN } from '../../plugins/reminders/tests/setting.js'

type Form = { path: string; form: Record<string, string> }

/** What in these forms tells, as the words that the refusal must name. */
const WORD = 'Massage'

const place = (typed: Record<string, string>): Form => ({
  path: '/settings/places/locations',
  form: {
    name: 'Frederiksberg',
    street: 'Nygade 4',
    postalCode: '2000',
    city: 'Frederiksberg',
    ...typed,
  },
})
const mail = (typed: Record<string, string>): Form => ({
  path: '/settings/mail?_method=PUT',
  form: {
    ...{ host: 'mail.nordlys.test', port: '587', security: 'starttls' },
    ...{ senderAddress: 'post@nordlys.test', replyTo: 'ida@nordlys.test', ...typed },
  },
})
const gateway = (sender: string): Form => ({
  path: '/reminders/gateway?_method=PUT',
  form: { provider: 'gatewayapi', sender, token: TOKEN },
})
const text = (id: string, typed: Record<string, string>): Form => ({
  path: `/reminders/rules/${id}/text?_method=PUT`,
  form: { locale: 'en', subject: 'See you', body: 'See you at {time}', ...typed },
})

/** What people at a clinic write and messages carry where they must be neutral: the form of each, with something telling in it. */
export async function guardedForms(clinic: Clinic): Promise<Record<string, Form>> {
  const { id } = await at(clinic, () => Rule.findByOrFail('channel', 'email'))
  return {
    'locations.city': place({ city: WORD }),
    'locations.postal_code': place({ postalCode: WORD }),
    'locations.street': place({ street: `${WORD} 4` }),
    'reminders_gateways.sender': gateway(WORD),
    'reminders_texts.body': text(id, { body: `${WORD}, {time}` }),
    'reminders_texts.subject': text(id, { subject: WORD }),
    'settings.values.replyTo': mail({ replyTo: `${WORD}@nordlys.test` }),
    'settings.values.senderAddress': mail({ senderAddress: `${WORD}@nordlys.test` }),
  }
}

/** The same forms with nothing telling in them. */
export async function harmlessForms(clinic: Clinic): Promise<Form[]> {
  const { id } = await at(clinic, () => Rule.findByOrFail('channel', 'email'))
  return [place({}), mail({}), gateway('Nordlys'), text(id, {})]
}
