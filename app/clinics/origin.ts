import type { HttpRequest } from '@adonisjs/core/http'
import env from '#start/env'
import Member from '#models/member'
import { currentClinic } from './clinic_in_hand.js'
import { directory } from './directory.js'

/** Scheme, host and port under which the browser knows this server; `HTTPS` says so where a proxy ends TLS. */
export function originOf(request: HttpRequest) {
  const scheme = env.get('HTTPS') ? 'https' : request.protocol()
  return new URL(`${scheme}://${request.host()}`).origin
}

/**
 * Where the link in a mail that a stranger asked for may lead: where the member signed in last, as long
 * as that is still this clinic's. The Host header would not do: on a server with one clinic and
 * no host set, a stranger could write any name into it, and get the link.
 */
export async function originFor(member: Member): Promise<string | null> {
  if (!member.lastOrigin) return null
  const clinic = await directory.find(new URL(member.lastOrigin).host)
  return clinic?.id === currentClinic().id ? member.lastOrigin : null
}

/** The same for a link that nobody has asked for: where any member has signed in last. */
export async function knownOrigin(): Promise<string | null> {
  for (const member of await signedInSomewhere()) {
    const origin = await originFor(member)
    if (origin) return origin
  }
  return null
}

/**
 * Where the link in a mail may lead that a visitor caused, who has no account: to the address of the request where the
 * clinic has said which those are; else only to one where a member has signed in, as above.
 */
export async function originForVisitors(request: HttpRequest): Promise<string> {
  const origin = originOf(request)
  if (await directory.hasHosts(currentClinic().id)) return origin
  const members = await signedInSomewhere()
  const origins = members.map(({ lastOrigin }) => lastOrigin!)
  return origins.includes(origin) ? origin : (origins[0] ?? origin)
}

/** The one who was changed last, as by signing in, first. */
function signedInSomewhere() {
  return Member.query().whereNotNull('lastOrigin').orderBy('updatedAt', 'desc')
}
