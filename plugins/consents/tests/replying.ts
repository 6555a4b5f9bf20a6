import type { ApiClient } from '@japa/api-client'
import { inClinic } from '#clinics/clinic_in_hand'
import { at, NORDLYS } from '#tests/people'
import Answer from '../models/answer.js'
import { type Clara } from './setting.js'

export const answersOf = ({ nordlys, client }: Clara) =>
  at(nordlys, () => Answer.query().where('clientId', client.id).orderBy('id'))

export const isIntact = ({ nordlys }: Clara, answer: Answer) =>
  inClinic(nordlys, () => answer.isIntact)

/** Yes to the records, no to photos. */
export const yesAndNo = ({ records, photos }: Clara) => ({
  [records.id]: 'given',
  [photos.id]: 'refused',
})

export async function send(
  client: ApiClient,
  all: Clara,
  form: Record<string, unknown>,
  host = NORDLYS
) {
  return client.post(`/consents/a/${all.token}`).at(host).form(form).header('user-agent', 'Tablet')
}
