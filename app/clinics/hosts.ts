import type Clinic from '#models/clinic'
import ClinicHost from '#models/clinic_host'
import { directory, hostName } from './directory.js'
import { serverTransaction } from './transaction.js'

const HOST_NAME =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** Host names as people type them, one per line or separated by commas and spaces, without repetitions. */
export function parseHosts(text: string) {
  const hosts = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(hostName)
  return [...new Set(hosts)]
}

/** A host name after RFC 1123, or an IPv4 address; no scheme, no port, no path. */
export function isHostName(host: string) {
  return HOST_NAME.test(host)
}

/** The other clinic that already answers at one of these hosts, if any. */
export async function hostsTaken(hosts: string[], exceptClinicId?: string) {
  const taken = await ClinicHost.query().whereIn('host', hosts)
  return taken.filter(({ clinicId }) => clinicId !== exceptClinicId).map(({ host }) => host)
}

/** The clinic's host names, in alphabetical order. */
export async function hostsOf(clinic: Clinic) {
  const rows = await ClinicHost.query().where('clinicId', clinic.id).orderBy('host')
  return rows.map(({ host }) => host)
}

/** Gives a clinic exactly these host names. */
export async function setHosts(clinic: Clinic, hosts: string[]) {
  await serverTransaction(async (client) => {
    await client.from('clinic_hosts').where('clinic_id', clinic.id).delete()
    for (const host of hosts) await ClinicHost.create({ clinicId: clinic.id, host }, { client })
  })
  directory.forget()
}
