import type Member from '#models/member'
import { SoapEnvelopeSchema } from '../schema.js'

/** What an envelope holds. The type is sealed into it: a draft cannot be passed off as signed. */
export const TYPES = ['soap-draft', 'soap-note', 'soap-addendum'] as const
export type EnvelopeType = (typeof TYPES)[number]

/** An envelope that was looked at: what its cover says, and nothing of what is inside. */
export type Sealed = {
  text: string
  circle: string
  circleVersion: number
  size: number
  type: EnvelopeType
}

/** One version of a note. */
export default class Envelope extends SoapEnvelopeSchema {
  static table = 'soap_envelopes'

  declare type: EnvelopeType

  /**
   * Keeps a version. What the same sitting wrote before goes: of each opening of the editor one version
   * stays, the last.
   */
  static async keep(
    noteId: string,
    { version, sitting, sealed, author }: Version & { author: Member }
  ) {
    const { text, ...cover } = sealed
    if (version > 1)
      await this.query().where({ noteId, sitting }).where('version', '<', version).delete()
    return this.create({
      ...{ noteId, version, sitting, ...cover },
      envelope: text,
      memberId: author.id,
      memberName: author.name,
    })
  }

  /** The same for other readers. */
  async reseal({ text, circle, circleVersion, size }: Sealed) {
    this.envelope = text
    this.circle = circle
    this.circleVersion = circleVersion
    this.size = size
    await this.save()
  }
}

export type Version = { version: number; sitting: string; sealed: Sealed }
