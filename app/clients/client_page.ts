import type { I18n } from '@adonisjs/i18n'
import type Client from '#models/client'
import type Member from '#models/member'
import { ageOn, today } from './age.js'
import { displayName } from './display_name.js'

/** Everything that a client's page shows. */
export async function clientPage(client: Client, { member, i18n }: { member: Member; i18n: I18n }) {
  return {
    client,
    name: displayName(client, 'screen', member),
    born: client.birthDate && bornOn(client.birthDate, i18n),
    age: client.birthDate && ageOn(today(), client.birthDate),
  }
}

function bornOn(date: string, i18n: I18n) {
  return i18n.formatDate(new Date(date), { dateStyle: 'long', timeZone: 'UTC' })
}
