import type { ExposedFile } from '../vault/wire.ts'

/** What goes wrong in the vault, each a class of its own, because each is another sentence to whoever reads it. */
export class VaultFault extends Error {
  constructor(message?: string) {
    super(message)
    this.name = new.target.name
  }
}

/** Nothing can be read before the key file is opened. */
export class Locked extends VaultFault {}

/** This member is no reader of it. */
export class NotAReader extends VaultFault {}

/** It is not what its author made: cut, changed, moved, replayed, or signed by another. */
export class Tampered extends VaultFault {}

/** It is signed by a key that this member has not compared. */
export class UnknownSigner extends VaultFault {
  constructor(readonly key: string) {
    super(`unknown signer ${key}`)
  }
}

/** It would be encrypted to a key that this member has not compared, or for a list that such a key signed. */
export class NotPinned extends VaultFault {
  constructor(readonly key: string) {
    super(`not pinned: ${key}`)
  }
}

/** Somebody else changed it in the meantime: fetch and try again. */
export class Stale extends VaultFault {}

/** The server did not take it, and says why with a key of words. */
export class Refused extends VaultFault {
  constructor(readonly reason: string) {
    super(reason)
  }
}

/** The session has ended: sign in again, in this tab or another, and go on. */
export class SignedOut extends VaultFault {}

/** The server could not be reached. */
export class Unreachable extends VaultFault {}

/** The server did not take it, or did not answer, whoever asked. */
export class NotTaken extends VaultFault {
  constructor(readonly problem: 'refused' | 'unreachable' | 'unproved') {
    super(problem)
  }
}

/** `name`: how it is called, where that could be read. */
export type DamagedFile = { file: ExposedFile; name: string | null }

/** Files that do not open, or not to their end. */
export class DamagedFiles extends VaultFault {
  constructor(readonly files: DamagedFile[]) {
    super(`${files.length} files do not open`)
  }
}

/** Notes, or templates, whose envelopes do not open, by the ids of these. */
export class DamagedNotes extends VaultFault {
  constructor(readonly envelopes: string[]) {
    super(`${envelopes.length} envelopes do not open`)
  }
}

/** What was not right, each in its way; everything else was done. */
export class NotAll extends VaultFault {
  constructor(readonly faults: Error[]) {
    super(faults.map(({ message }) => message).join('; '))
  }
}

export type KeyFileProblem = 'not_a_key_file' | 'damaged' | 'wrong_passphrase' | 'another_members'

/** A key file that does not open, and why. */
export class KeyFileFault extends VaultFault {
  constructor(readonly problem: KeyFileProblem) {
    super(problem)
  }
}

export type RecoveryProblem =
  'unknown_word' | 'wrong_count' | 'mistyped' | 'same_share' | 'shares_differ' | 'another_key'

/**
 * Words of a recovery key, or of a share of it, that are not right. `word` counts from 1 where one word is to blame.
 */
export class RecoveryFault extends VaultFault {
  constructor(
    readonly problem: RecoveryProblem,
    readonly word?: number
  ) {
    super(problem)
  }
}
