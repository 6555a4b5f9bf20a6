import { args, flags } from '@adonisjs/core/ace'
import { OPERATOR } from '#audit/actor'
import { record } from '#audit/audit_log'
import type { Finding } from '#audit/chain_walk'
import { sealAnew } from '#audit/seals'
import { verifyLog } from '#audit/verification'
import { inClinic } from '#clinics/clinic_in_hand'
import { ClinicCommand } from './_clinic_command.js'
import { directory } from '#clinics/directory'
import type Clinic from '#models/clinic'

/** Says in words what is wrong with an audit log, and ends with exit code 1 if anything is. */
export default class AuditVerify extends ClinicCommand {
  static commandName = 'audit:verify'
  static description = 'Find rows of the audit logs that were changed, removed or inserted'

  @args.string({ description: 'Name, host name or id; all clinics without it', required: false })
  declare clinic?: string

  @flags.boolean({
    description: 'Go on from the log as it is, after a backup was restored; the log says so',
  })
  declare accept: boolean

  async work() {
    for (const clinic of await this.clinics()) {
      if (this.accept) await this.goOnFromHere(clinic)
      const { rows, findings } = await inClinic(clinic, verifyLog)
      if (!findings.length) this.logger.success(`${clinic.name}: all as written, ${rows} in all`)
      for (const finding of findings) this.refuse(`${clinic.name}: ${inWords(finding)}`)
    }
  }

  private async clinics(): Promise<Clinic[]> {
    if (!this.clinic) return directory.all()
    const clinic = await this.findClinic(this.clinic)
    return clinic ? [clinic] : []
  }

  private goOnFromHere(clinic: Clinic) {
    return inClinic(clinic, async () => {
      const { findings } = await verifyLog()
      await record({ action: 'audit.accepted', by: OPERATOR, details: { findings } })
      await sealAnew()
    })
  }
}

function inWords({ kind, seq, until }: Finding) {
  const rows = until && until > seq! ? `rows ${seq} to ${until} are` : `row ${seq} is`
  const sentences: Record<Finding['kind'], string> = {
    changed: `row ${seq} was changed after it was written`,
    inserted: `row ${seq} was not written by Fortrolig`,
    removed: `${rows} gone`,
    cut_off: `${rows} gone from the end`,
    replaced: `row ${seq} is not the one that stood here: an older copy of the log was put in place`,
    unguarded: 'the triggers that refuse changes are gone from the table audit_events',
    seal_broken: 'the note in the server database of how far the log had come was changed',
  }
  return sentences[kind]
}
