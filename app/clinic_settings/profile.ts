import type { Infer } from '@vinejs/vine/types'
import type { I18n } from '@adonisjs/i18n'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import type Clinic from '#models/clinic'
import type { clinicSettingsValidator } from '#validators/clinic'
import { refuse } from '#validators/refuse'
import { directory, hostName } from '#clinics/directory'
import { hostsOf, hostsTaken, isHostName, parseHosts, setHosts } from '#clinics/hosts'
import { keepLogo, removeLogo } from './logo.js'
import { renameClinic } from './renaming.js'
import { clinicSettings } from '#clinics/settings'
import { transaction } from '#clinics/transaction'

type Input = Infer<typeof clinicSettingsValidator>
type Context = { by: Actor; visitedAt: string; i18n: I18n }

/** What a clinic says of itself and where it is reached, as one form changes it. */
export class ClinicProfile {
  constructor(private clinic: Clinic) {}

  async update(
    { name, hosts: typedHosts, logo, removeLogo: remove, ...values }: Input,
    { by, visitedAt, i18n }: Context
  ) {
    const hosts = parseHosts(typedHosts ?? '')
    if (by.helper) await this.keepHosts(hosts, i18n)
    await this.checkHosts(hosts, hostName(visitedAt), i18n)
    const before = clinicSettings.read()
    const newLogo = logo?.tmpPath ? await keepLogo(this.clinic, logo.tmpPath) : null
    if (logo && !newLogo) refuse('logo', i18n.t('clinic_settings.logo_not_a_picture'))

    const kept = newLogo ?? (remove ? undefined : before.logo)
    await transaction(async () => {
      await clinicSettings.write({ ...withoutNulls(values), logo: kept })
      await record({ action: 'clinic.settings_changed', by, details: { hosts } })
    })
    await renameClinic(this.clinic, name, { by })
    await setHosts(this.clinic, hosts)
    if (before.logo && before.logo !== kept) await removeLogo(this.clinic, before.logo)
  }

  /** Links in mails go to these names: somebody from outside would be in the clinic's mails for good. */
  private async keepHosts(hosts: string[], i18n: I18n) {
    const now = await hostsOf(this.clinic)
    if (now.join() !== hosts.toSorted().join())
      refuse('hosts', i18n.t('clinic_settings.hosts_are_members'))
  }

  /** Nobody may lock the clinic out of the address at which they are visiting it. */
  private async checkHosts(hosts: string[], visitedAt: string, i18n: I18n) {
    const wrong = hosts.filter((host) => !isHostName(host))
    if (wrong.length)
      refuse('hosts', i18n.t('clinic_settings.not_a_host', { hosts: wrong.join(', ') }))
    const taken = await hostsTaken(hosts, this.clinic.id)
    if (taken.length)
      refuse('hosts', i18n.t('clinic_settings.host_taken', { hosts: taken.join(', ') }))
    const clinics = await directory.all()
    if (!hosts.length && clinics.length > 1) refuse('hosts', i18n.t('clinic_settings.hosts_needed'))
    if (hosts.length && !hosts.includes(visitedAt)) {
      refuse('hosts', i18n.t('clinic_settings.keep_this_host', { host: visitedAt }))
    }
  }
}

function withoutNulls<Values extends object>(values: Values) {
  const filled = Object.entries(values).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(filled) as { [Name in keyof Values]: Exclude<Values[Name], null> }
}
