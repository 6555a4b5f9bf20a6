import { args } from '@adonisjs/core/ace'
import { OPERATOR } from '#audit/actor'
import { inClinic } from '#clinics/clinic_in_hand'
import { ClinicCommand } from './_clinic_command.js'
import { loadClinicState } from '#clinics/state'
import { asOperator } from '#members/operator_acts'
import { SecondFactor } from '#members/second_factor'
import Member from '#models/member'

/** For whom nobody in the clinic can help: a colleague with the permission does the same under *Settings → Members*. */
export default class MemberResetFactors extends ClinicCommand {
  static commandName = 'member:reset-factors'
  static description =
    'Let a member who lost phone, passkeys and recovery codes sign in with the password alone'

  @args.string({ description: 'Name, host name or id of the clinic' })
  declare clinic: string

  @args.string({ description: 'The address that the member signs in with' })
  declare email: string

  async work() {
    const clinic = await this.findClinic(this.clinic)
    if (!clinic) return
    await inClinic(clinic, async () => {
      await loadClinicState()
      const member = await Member.withEmail(this.email)
      if (!member)
        return this.refuse(
          `Nobody signs in to "${clinic.name}" with ${this.email}. Nothing was changed.`
        )
      const factor = new SecondFactor(member)
      if (!(await factor.isOn()))
        return this.refuse(`${member.name} has no second factor. Nothing was changed.`)

      await asOperator(clinic, 'factors_reset', {
        about: member.name,
        work: () => factor.reset(OPERATOR),
      })
      this.logger.success(
        `${member.name} is signed out everywhere, and signs in to "${clinic.name}" with the password alone. ` +
          'Ask them to set up a new second factor on the Security page, and to keep the recovery codes.'
      )
    })
  }
}
