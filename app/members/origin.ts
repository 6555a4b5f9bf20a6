import type { HttpRequest } from '@adonisjs/core/http'
import { BlockList, isIP } from 'node:net'
import env from '#start/env'
import Member from '#models/member'
import { currentClinic } from '#clinics/clinic_in_hand'
import { directory } from '#clinics/directory'

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

/**
 * The same for a link that nobody has asked for, and that is for somebody elsewhere: where any member who works here has
 * signed in last, if it can be reached from outside of this machine and its network.
 */
export async function knownOrigin(): Promise<string | null> {
  for (const member of await signedInSomewhere()) {
    const origin = await originFor(member)
    if (origin && isReachable(new URL(origin).hostname)) return origin
  }
  return null
}

/** Whether the clinic itself has said that it is reached under this host. */
export async function isHostOfClinic(host: string) {
  const clinic = await directory.findByHost(host)
  return clinic?.id === currentClinic().id
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
  return Member.query()
    .whereNotNull('lastOrigin')
    .whereNull('deactivatedAt')
    .orderBy('updatedAt', 'desc')
}

/** Names that no directory of the Internet knows (RFC 6761, 6762, 8375, and what routers and companies use). */
const INNER_NAME = /(^|\.)(localhost|local|lan|internal|home\.arpa)$/

/** This machine, networks behind a router, and what a machine without a network gives itself. */
const INNER_ADDRESSES = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  INNER_ADDRESSES.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  INNER_ADDRESSES.addSubnet(net, bits, 'ipv6')

/** Whether a browser anywhere may find this host, as far as its name tells. */
function isReachable(hostname: string) {
  const name = hostname.replace(/^\[|\]$|\.$/g, '')
  const version = isIP(name)
  if (version) return !INNER_ADDRESSES.check(name, version === 6 ? 'ipv6' : 'ipv4')
  return name.includes('.') && !INNER_NAME.test(name)
}
