import Clinic from '#models/clinic'
import ClinicHost from '#models/clinic_host'

const FRESH_MS = 1000

/**
 * Which clinic a host name means. Kept in memory, because every request asks; read anew after
 * a second, because a command in another process may have added a clinic.
 */
class ClinicDirectory {
  private clinics = new Map<string, Clinic>()
  private hosts = new Map<string, string>()
  private readAt = 0

  /** The clinic of a Host header, or null. A server with one clinic and no host set serves that one. */
  async find(host: string): Promise<Clinic | null> {
    const clinic = await this.findByHost(host)
    if (clinic) return clinic
    const isOnlyClinic = this.clinics.size === 1 && this.hosts.size === 0
    return isOnlyClinic ? [...this.clinics.values()][0] : null
  }

  /** The clinic that has exactly this host name. */
  async findByHost(host: string): Promise<Clinic | null> {
    await this.refresh()
    const id = this.hosts.get(hostName(host))
    return id ? (this.clinics.get(id) ?? null) : null
  }

  /** Whether it is known under which addresses this clinic is reached. */
  async hasHosts(clinicId: string) {
    await this.refresh()
    return [...this.hosts.values()].includes(clinicId)
  }

  async all() {
    await this.refresh()
    return [...this.clinics.values()]
  }

  async isEmpty() {
    await this.refresh()
    return this.clinics.size === 0
  }

  /** Call after every change of clinics or hosts. */
  forget() {
    this.readAt = 0
  }

  private async refresh() {
    if (Date.now() - this.readAt < FRESH_MS) return
    const [clinics, hosts] = await Promise.all([Clinic.query().orderBy('name'), ClinicHost.all()])
    this.clinics = new Map(clinics.map((clinic) => [clinic.id, clinic]))
    this.hosts = new Map(hosts.map(({ host, clinicId }) => [host, clinicId]))
    this.readAt = Date.now()
  }
}

export const directory = new ClinicDirectory()

/** A Host header without its port, in lower case and without a final dot (RFC 9110, 4.2.3). */
export function hostName(host: string) {
  return host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
}
