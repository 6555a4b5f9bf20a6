import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import Client from '#models/client'
import type OutboxMail from '#models/outbox_mail'
import { ask } from '#plugins/precautions'
import { leaksIn, type Secrets } from './leaks.js'

/** Where the clinic's own people, and those who are about to be, have their addresses. */
const COLLEAGUES = ['members', 'invitations', 'email_changes']

/**
 * What in a mail would tell who a client is or what for; nothing as long as no plugin asks for that to be held back.
 * What goes to the clinic's own people and is about no client is not looked at: to hold back the link for a
 * new password would lock somebody out.
 */
export async function leaksOfMail(mail: OutboxMail): Promise<string[]> {
  if (!ask('leaksHeldBack')) return []
  const { clientId, recipient, recipientName, subject, text, html, calendar } = mail
  if (!clientId && (await isColleague(recipient))) return []
  const client = clientId ? await Client.find(clientId) : null
  const words = [subject, text, html, unfolded(calendar)].filter(Boolean).join('\n')
  return leaks(words, await secretsOf(client, recipientName))
}

/** The same of what is said to a client by another way, an SMS for instance. */
export async function leaksOfText(text: string, client: Client | null): Promise<string[]> {
  return ask('leaksHeldBack') ? leaks(text, await secretsOf(client)) : []
}

function leaks(text: string, secrets: Secrets) {
  return leaksIn(text, secrets, currentClinic().name)
}

async function secretsOf(client: Client | null, name: string | null = null): Promise<Secrets> {
  const services = await clinicClient().from('services').select('name')
  return {
    names: [client?.firstName ?? null, client?.lastName ?? null, name],
    birthDate: client?.birthDate ?? null,
    services: services.map((service) => service.name),
  }
}

async function isColleague(address: string) {
  for (const table of COLLEAGUES)
    if (await clinicClient().from(table).where('email', address.toLowerCase()).first()) return true
  return false
}

/** Lines of an .ics file are cut after 75 octets, in the middle of a word if need be (RFC 5545, 3.1). */
function unfolded(calendar: string | null) {
  return calendar?.replaceAll(/\r?\n[ \t]/g, '') ?? ''
}
