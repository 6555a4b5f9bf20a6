/** Why a circle is not taken: `stale` when somebody was faster. */
export type CircleRefusal = 'stale' | 'list' | 'wraps' | 'signer' | 'recovery' | 'renewal'

export class CircleRefused extends Error {
  constructor(readonly why: CircleRefusal) {
    super(why)
  }

  get status() {
    return this.why === 'stale' ? 409 : 422
  }

  /** A key of words. */
  get word() {
    return `keys.refusals.${this.why}`
  }
}

/** Why an envelope is not taken. */
export type EnvelopeRefusal =
  'not_an_envelope' | 'too_large' | 'another_record' | 'unknown_key' | 'no_recovery' | 'no_reader'

/** What was sent is no envelope that this server keeps; `word` says why. */
export class EnvelopeRefused extends Error {
  constructor(readonly why: EnvelopeRefusal | 'stale') {
    super(why)
  }

  /** 409 when somebody else wrote in the meantime, 413 when it is too large, 422 for everything else. */
  get status() {
    if (this.why === 'stale') return 409
    return this.why === 'too_large' ? 413 : 422
  }

  /** A key of words. */
  get word() {
    return `keys.refusals.${this.why}`
  }
}
