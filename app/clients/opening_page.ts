import type { HttpContext } from '@adonisjs/core/http'
import { mailIsSetUp } from '#mails/settings'
import type Client from '#models/client'
import { EMERGENCY_MINUTES, REASONS } from '#models/opening'
import { displayName } from './display_name.js'
import { neededFrom, readingDemand } from './entry.js'

/** Fields of the page that asks, which are not of the form that waits behind it. */
const OWN = /^opening[A-Z]/

type Waiting = { next: string; isAgain: boolean }

/** What the page needs that asks why somebody wants to see a client. What was typed meanwhile waits in hidden fields. */
export async function openingPage(
  client: Client,
  { member, request }: HttpContext,
  { next, isAgain }: Waiting
) {
  const demand = readingDemand(member)
  const needed = demand && (await neededFrom({ clientId: client.id, member }, demand))
  return {
    ...{ client, next, isAgain },
    name: displayName(client, 'screen', member),
    isEmergency: needed === 'emergency',
    reasons: REASONS.filter((reason) => reason !== 'other'),
    hours: demand?.hours,
    minutes: EMERGENCY_MINUTES,
    isTold: mailIsSetUp(),
    waiting: fieldsOf(request.body()).filter(({ name }) => !OWN.test(name)),
  }
}

/** Whether a person waits for a page, and not a script for data. */
export function isFromPage({ request }: HttpContext) {
  const accepted = request.header('accept')
  return !accepted || accepted.includes('text/html')
}

/** Where a form was sent to, as a form can send it once more: only with GET and POST, the rest stands in the address. */
export function wantedAddress(request: HttpContext['request']) {
  const [address, method] = [request.url(true), request.method()]
  if (method === 'POST' || /[?&]_method=/.test(address)) return address
  return `${address}${address.includes('?') ? '&' : '?'}_method=${method}`
}

/** A form that was read, as the fields that it came from: `choices[city]`, `roles[]`. */
function fieldsOf(value: unknown, name = ''): { name: string; value: string }[] {
  if (Array.isArray(value)) return value.flatMap((each) => fieldsOf(each, `${name}[]`))
  if (value && typeof value === 'object')
    return Object.entries(value).flatMap(([key, each]) =>
      fieldsOf(each, name ? `${name}[${key}]` : key)
    )
  return [{ name, value: String(value ?? '') }]
}
