import { clinicClient } from '#clinics/database'
import Key from './key.js'
import { keepersHere } from './keepers.js'

type Pair = { key_id: string; circle_id: string }

/** Which keys open which circles, and how much lies in those: asked once, for an overview of all keys. */
export class Reach {
  static async ofAll(): Promise<Reach> {
    const keys = await Key.known().whereNull('retiredAt')
    const pairs = await clinicClient()
      .from('keys_wraps')
      .whereIn(
        'key_id',
        keys.map(({ id }) => id)
      )
      .distinct('key_id', 'circle_id')
    const exposed = await clinicClient().from('keys_exposures').select('key_id', 'circle_id')
    const counts = await Promise.all(keepersHere().map(({ keeper }) => keeper.counts()))
    return new Reach(pairs, exposed, counts)
  }

  private constructor(
    private readings: Pair[],
    private exposures: Pair[],
    private counts: Map<string, number>[]
  ) {}

  /** The circles that any of these keys opens. */
  circlesOf(keys: string[]): Set<string> {
    return circlesOf(this.readings, keys)
  }

  /** The circles that these keys, which others take the place of, still hold up. */
  heldUpBy(keys: string[]): Set<string> {
    return circlesOf([...this.readings, ...this.exposures], keys)
  }

  /** How many notes, or whatever plugins keep, lie in these circles. */
  recordsIn(circles: Set<string>): number {
    let total = 0
    for (const counts of this.counts) for (const circle of circles) total += counts.get(circle) ?? 0
    return total
  }
}

function circlesOf(pairs: Pair[], keys: string[]) {
  const theirs = pairs.filter(({ key_id: key }) => keys.includes(key))
  return new Set(theirs.map(({ circle_id: circle }) => circle))
}
