import { DateTime } from 'luxon'
import type { ActingMember, Actor } from '#audit/actor'
import { recordAll } from '#audit/audit_log'
import { evidenceSeal } from '#audit/evidence_seal'
import { afterCommit } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import ConsentGiven from '../events/consent_given.js'
import ConsentRefused from '../events/consent_refused.js'
import ConsentWithdrawn from '../events/consent_withdrawn.js'
import { ConsentsAnswerSchema } from '../schema.js'
import { sha256 } from './document.js'
import { Signature, type SignatureData } from './signature.js'
import Standing from './standing.js'
import type { Question } from './question.js'

export const ANSWERS = ['given', 'refused', 'withdrawn'] as const
const EVENTS = { given: ConsentGiven, refused: ConsentRefused, withdrawn: ConsentWithdrawn }

/**
 * - `screen` on the clinic's screen
 * - `link` by the link in a mail
 * - `receipt` by the link in the receipt of an earlier answer
 * - `member` told to a member, who wrote it down
 */
export const METHODS = ['screen', 'link', 'receipt', 'member'] as const
export const TOLD = ['in_person', 'phone', 'letter', 'email'] as const

/** What proves an answer besides the words: the way it came, and who signed how. */
export type Circumstances = {
  method: (typeof METHODS)[number]
  by: Actor
  /** The member who asked; who acts is then the client. */
  collectedBy?: ActingMember | null
  told?: (typeof TOLD)[number]
  requestId?: string
  sentTo?: string | null
  userAgent?: string | null
  signature?: Signature | null
  signedName?: string | null
}

/**
 * One answer of a client, with everything that proves it. Rows are only ever added: the database refuses changes,
 * and a seal over the row shows one that was made around the database.
 */
export default class Answer extends ConsentsAnswerSchema {
  static table = 'consents_answers'

  declare answer: (typeof ANSWERS)[number]
  declare signature: SignatureData | null

  /** Keeps a client's answers to what they were shown, all or none. */
  static async give(
    clientId: string,
    given: { question: Question; answer: 'given' | 'refused' }[],
    how: Circumstances
  ) {
    return transaction(async () => {
      const answers: Answer[] = []
      for (const { question, answer } of given) {
        const { statement, version, text } = question
        const shown = {
          statementId: statement.id,
          versionId: version.id,
          versionNumber: version.number,
          locale: text.locale,
          title: text.title,
          document: text.document!,
          hash: text.hash!,
        }
        answers.push(await this.keep({ clientId, answer, ...shown }, how))
      }
      await this.tell(answers, how.by)
      return answers
    })
  }

  private static async keep(
    what: Pick<
      Answer,
      | 'clientId'
      | 'answer'
      | 'statementId'
      | 'versionId'
      | 'versionNumber'
      | 'locale'
      | 'title'
      | 'document'
      | 'hash'
    >,
    how: Circumstances
  ) {
    const answer = new this().merge({ ...what, ...columnsOf(how), answeredAt: DateTime.utc() })
    await answer.merge({ seal: answer.sealOfRow() }).save()
    await Standing.take(answer)
    return answer
  }

  /** Tells the audit log now, and whoever listens once it is on disk. */
  private static async tell(answers: Answer[], by: Actor) {
    await recordAll(
      answers.map(
        ({ id, answer, clientId, statementId, versionNumber: version, method, hash }) => ({
          action: `consent.${answer}`,
          by,
          subject: { type: 'client', id: clientId },
          details: { answer: id, statement: statementId, version, method, sha256: hash },
        })
      )
    )
    for (const { answer, clientId, statementId, id } of answers)
      await afterCommit(() => EVENTS[answer].dispatch(clientId, statementId, id))
  }

  /** Whether the words are those that the hash was made of, and the row is as it was written. */
  get isIntact() {
    return sha256(this.document) === this.hash && this.sealOfRow() === this.seal
  }

  get drawn() {
    return this.signature && new Signature(this.signature)
  }

  /** Whether this is what the client last said about the statement. */
  async isNewest() {
    const standing = await Standing.query().where('answerId', this.id).first()
    return standing !== null
  }

  /** Takes a yes back. Does nothing when it is not the client's last word. */
  async withdraw(how: Circumstances) {
    return transaction(async () => {
      if (this.answer !== 'given' || !(await this.isNewest())) return null
      const { clientId, statementId, versionId, versionNumber, locale, title, document } = this
      const withdrawal = await Answer.keep(
        {
          answer: 'withdrawn',
          clientId,
          statementId,
          versionId,
          versionNumber,
          locale,
          title,
          document,
          hash: this.hash,
        },
        how
      )
      await Answer.tell([withdrawal], how.by)
      return withdrawal
    })
  }

  /** Everything but the client: in a merge the evidence goes over to another one. */
  private sealOfRow() {
    return evidenceSeal('consents.answer', [
      this.requestId,
      this.statementId,
      this.versionId,
      this.versionNumber,
      this.locale,
      this.title,
      this.document,
      this.hash,
      this.answer,
      this.method,
      this.told,
      this.sentTo,
      this.memberId,
      this.memberName,
      this.address,
      this.userAgent,
      this.signature,
      this.signedName,
      this.answeredAt.toUTC().toISO(),
    ])
  }
}

function columnsOf({ by, collectedBy, signature, userAgent, ...how }: Circumstances) {
  const collector = collectedBy ?? by.member
  return {
    method: how.method,
    told: how.told ?? null,
    requestId: how.requestId ?? null,
    sentTo: how.sentTo ?? null,
    memberId: collector?.id ?? null,
    memberName: collector?.name ?? null,
    address: by.address,
    userAgent: userAgent?.slice(0, 300) ?? null,
    signature: signature?.data ?? null,
    signedName: how.signedName ?? null,
  }
}

/** The evidence of one client is opened for a moment: to the transaction that erases or merges them. */
export async function releasing(
  { clientId, intoClientId = null }: { clientId: string; intoClientId?: string | null },
  work: () => Promise<void>
) {
  await transaction(async () => {
    const releases = () => clinicClient().from('consents_releases').where('client_id', clientId)
    await clinicClient()
      .insertQuery()
      .table('consents_releases')
      .insert({ client_id: clientId, into_client_id: intoClientId })
    await work()
    await releases().delete()
  })
}
