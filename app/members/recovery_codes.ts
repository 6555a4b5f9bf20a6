import { randomInt } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'
import { transaction } from '#clinics/transaction'
import { utcNow } from '#models/columns'
import type Member from '#models/member'
import RecoveryCode from '#models/recovery_code'

const COUNT = 10
const PURPOSE = 'recovery_codes'
/** No 0, 1, l, o: they are typed from paper. 12 of these 32 letters are 60 bits. */
const LETTERS = '23456789abcdefghijkmnpqrstuvwxyz'

/**
 * The ten codes that let a member in once each when the second factor is lost. The database keeps a
 * hash under the data key, so the file alone does not allow to try them out.
 */
export class RecoveryCodes {
  constructor(private member: Member) {}

  /** Makes ten new codes; the old ones are worth nothing. They can be shown now and never again. */
  async renew(): Promise<string[]> {
    const codes = Array.from({ length: COUNT }, newCode)
    await transaction(async () => {
      await this.forget()
      for (const code of codes)
        await RecoveryCode.create({
          memberId: this.member.id,
          codeHash: encryption.use('data').blindIndex(lettersOf(code), PURPOSE),
        })
    })
    return codes
  }

  /** Uses one up. Two requests with the same code: one of them gets a no. */
  async use(typed: string): Promise<boolean> {
    const updated: unknown = await RecoveryCode.query()
      .where('memberId', this.member.id)
      .whereIn('codeHash', encryption.use('data').blindIndexes(lettersOf(typed), PURPOSE))
      .whereNull('usedAt')
      .update({ usedAt: utcNow() })
    return Number(updated) === 1
  }

  async left(): Promise<number> {
    const rows = await RecoveryCode.query().where('memberId', this.member.id).whereNull('usedAt')
    return rows.length
  }

  async forget() {
    await RecoveryCode.query().where('memberId', this.member.id).delete()
  }
}

function newCode() {
  const letters = Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return letters.match(/.{4}/g)!.join('-')
}

function lettersOf(typed: string) {
  return typed.toLowerCase().replace(/[^a-z0-9]/g, '')
}
