import { uuidv7 } from 'uuidv7'
import { ambientTransaction } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { utcNow } from '#models/columns'
import { switchedOn } from './switched_on.js'

const PATIENCE_MS = 10_000
const MOST_REDIRECTS = 5

/** A call to another server, and what the clinic will read about it. */
export type OutgoingCall = {
  /** Why, as a translation key: `invoices.calls.send`. */
  purpose: string
  /** What is sent: names of fields, never their values. */
  fields: readonly string[]
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  /** How long the whole answer may take; 10 seconds if not given. */
  timeoutMs?: number
}

/** What became of a call, as it stands in `outgoing_calls.outcome`; of an answer also its status, `answered 201`. */
export const OUTCOMES = ['under_way', 'answered', 'refused', 'timed_out', 'unreachable'] as const

/**
 * The only way for a plugin to reach another server: by https, at the exact hosts that its `egress` names.
 * The clinic can read each call on the plugin's page.
 *
 * @throws OutgoingRefused for a host that is not on the list, OutgoingFailed when no answer came. An
 *   answer that says no (404, 500) is an answer
 */
export function outgoing(pluginId: string) {
  return {
    async fetch(address: string, call: OutgoingCall): Promise<Response> {
      const plugin = switchedOn().plugins.find(({ id }) => id === pluginId)
      if (!plugin) throw new OutgoingRefused(`the plugin ${pluginId} is not on in this clinic`)
      if (ambientTransaction())
        throw new OutgoingRefused('the clinic would wait for an answer inside a transaction')
      const allowed = new Set(plugin.definition.egress)
      const id = await log(pluginId, address, call)
      try {
        const response = await follow(address, call, allowed)
        await setOutcome(id, `answered ${response.status}`)
        return response
      } catch (error) {
        await setOutcome(id, outcomeOf(error))
        throw error instanceof OutgoingRefused ? error : new OutgoingFailed(address, error)
      }
    },
  }
}

/** Follows redirects by hand: each step must be allowed, and secrets do not travel to another host. */
async function follow(address: string, call: OutgoingCall, allowed: ReadonlySet<string>) {
  const { method = 'GET', body, timeoutMs = PATIENCE_MS } = call
  const signal = AbortSignal.timeout(timeoutMs)
  let url = permitted(address, allowed)
  let headers = call.headers ?? {}
  for (let step = 0; step <= MOST_REDIRECTS; step++) {
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' })
    const location = response.headers.get('location')
    if (!location || response.status < 300 || response.status > 399) return response
    if (method !== 'GET')
      throw new OutgoingRefused(`${url.host} sent what we gave it on to another address`)
    const next = permitted(new URL(location, url).href, allowed)
    if (next.host !== url.host) headers = {}
    url = next
  }
  throw new OutgoingRefused(`${url.host} sends us in circles`)
}

function permitted(address: string, allowed: ReadonlySet<string>) {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || url.username || url.password)
    throw new OutgoingRefused('only https addresses without a password in them may be called')
  if (!allowed.has(url.host))
    throw new OutgoingRefused(
      `${url.host} is not in the plugin's egress, which names ${[...allowed].join(', ') || 'nobody'}`
    )
  return url
}

async function log(pluginId: string, address: string, { purpose, fields }: OutgoingCall) {
  const id = uuidv7()
  await clinicClient()
    .insertQuery()
    .table('outgoing_calls')
    .insert({
      id,
      plugin_id: pluginId,
      host: URL.parse(address)?.host ?? '–',
      purpose,
      fields: JSON.stringify(fields),
      outcome: 'under_way',
      created_at: utcNow(),
    })
  return id
}

async function setOutcome(id: string, outcome: string) {
  await clinicClient().from('outgoing_calls').where('id', id).update({ outcome })
}

function outcomeOf(error: unknown) {
  if (error instanceof OutgoingRefused) return 'refused'
  return (error as Error).name === 'TimeoutError' ? 'timed_out' : 'unreachable'
}

/** Nothing has left: the host is not on the plugin's list, or the address is none that may be called. */
export class OutgoingRefused extends Error {
  constructor(reason: string) {
    super(`The call was not made: ${reason}.`)
  }
}

/** The call was made and not answered; whether it arrived, nobody knows. */
export class OutgoingFailed extends Error {
  constructor(address: string, cause: unknown) {
    super(`No answer from ${URL.parse(address)?.host}: ${(cause as Error).message}`, { cause })
  }
}
