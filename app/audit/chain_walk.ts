import { chainHash, type ChainedRow, GENESIS } from './chain.js'

/**
 * What is wrong with a log, and where. Each kind has its sentence under `audit.findings`.
 *
 * - `changed` the row is not as it was written
 * - `inserted` the row was not written by Fortrolig
 * - `removed` rows from `seq` to `until` are gone
 * - `cut_off` the same at the end of the log
 * - `replaced` the row is genuine, but not the one that stood here: an older copy was put in place
 * - `unguarded` the triggers that refuse changes are gone
 * - `seal_broken` the note of how far the log had come was changed
 */
export type Finding = {
  kind: 'changed' | 'inserted' | 'removed' | 'cut_off' | 'replaced' | 'unguarded' | 'seal_broken'
  seq?: number
  until?: number
}

export type StoredRow = ChainedRow & { hash: string }
type Seal = { seq: number; hash: string }

/** Walks a log from its first row to its last and collects what is wrong with it. */
export class ChainWalk {
  readonly findings: Finding[] = []
  rows = 0
  private last: { seq: number; hash: string } = { seq: 0, hash: GENESIS }
  /** The last row that is surely ours. */
  private genuineHash = GENESIS
  /** Rows since then that are not; what they are shows with the next one that is. */
  private suspects: StoredRow[] = []

  constructor(
    private clinicId: string,
    private seal: Seal | null
  ) {}

  get seq() {
    return this.last.seq
  }

  step(row: StoredRow) {
    const gap = row.seq - this.last.seq - 1
    if (gap > 0) this.findings.push(span('removed', this.last.seq + 1, row.seq - 1))
    if (row.hash === chainHash(this.clinicId, row)) this.accept(row, gap > 0)
    else this.suspects.push(row)
    this.last = { seq: row.seq, hash: row.hash }
    this.rows++
  }

  /** @param counter how many rows were ever written, as SQLite counts */
  end(counter: number) {
    // Nothing follows that would tell. What was there when the log was sealed was changed; what came later never was ours.
    for (const { seq } of this.suspects)
      this.findings.push({ kind: seq <= (this.seal?.seq ?? 0) ? 'changed' : 'inserted', seq })
    const known = Math.max(counter, this.seal?.seq ?? 0)
    if (known > this.last.seq) this.findings.push(span('cut_off', this.last.seq + 1, known))
    this.findings.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  }

  private accept(row: StoredRow, isAfterGap: boolean) {
    // A row that was slipped in is not in the chain: its neighbours hold on to each other.
    const wereInserted = row.previous_hash === this.genuineHash
    for (const { seq } of this.suspects)
      this.findings.push({ kind: wereInserted ? 'inserted' : 'changed', seq })
    const isOfAnotherLog =
      !this.suspects.length && !isAfterGap && row.previous_hash !== this.last.hash
    const isNotSealed = row.seq === this.seal?.seq && row.hash !== this.seal.hash
    if (isOfAnotherLog || isNotSealed) this.findings.push({ kind: 'replaced', seq: row.seq })
    this.suspects = []
    this.genuineHash = row.hash
  }
}

function span(kind: Finding['kind'], seq: number, until: number): Finding {
  return { kind, seq, until }
}
