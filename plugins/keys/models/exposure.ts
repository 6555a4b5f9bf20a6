import { KeysExposureSchema } from '../schema.js'
import type Circle from './circle.js'
import { keepersHere } from './keepers.js'
import type { Taken } from './taking.js'

/**
 * Whoever saw a key may know the record keys of a circle, up to a version. What lies under those is to be encrypted anew;
 * so long this row stays, and the key is not laid down.
 */
export default class Exposure extends KeysExposureSchema {
  static table = 'keys_exposures'

  /** Of readers who are none any more, those whose keys were seen: these circles have just got another record key. */
  static async note(renewed: Taken[]) {
    const seen = renewed.flatMap(({ circle, step }) =>
      step.gone
        .filter(({ supersededWhy }) => supersededWhy === 'suspicion')
        .map(({ id: keyId }) => ({ circleId: circle.id, keyId, version: circle.version - 1 }))
    )
    if (!seen.length) return
    const oldest = await oldestVersions()
    for (const each of seen)
      if ((oldest.get(each.circleId) ?? Infinity) <= each.version) await this.create(each)
  }

  /** Forgets those of a circle that are over. */
  static async end({ id: circleId }: Circle) {
    for (const exposure of await this.query().where({ circleId }))
      if (!(await isAnythingUnder(circleId, exposure.version + 1))) await exposure.delete()
  }
}

async function isAnythingUnder(circle: string, version: number) {
  for (const { keeper } of keepersHere()) {
    const [first] = await keeper.under(circle, version, 1)
    if (first) return true
  }
  return false
}

/** The oldest version of its record key that anything lies under, for each circle. */
async function oldestVersions(): Promise<Map<string, number>> {
  const oldest = new Map<string, number>()
  for (const { keeper } of keepersHere())
    for (const [circle, version] of await keeper.oldest())
      oldest.set(circle, Math.min(version, oldest.get(circle) ?? version))
  return oldest
}
