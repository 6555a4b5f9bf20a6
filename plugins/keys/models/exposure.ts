import { KeysExposureSchema } from '../schema.js'
import type Circle from './circle.js'
import type Key from './key.js'
import { keepersHere } from './keepers.js'

/**
 * Whoever saw a key may know the record keys of a circle, up to a version. What lies under those is to be encrypted anew;
 * so long this row stays, and the key is not laid down.
 */
export default class Exposure extends KeysExposureSchema {
  static table = 'keys_exposures'

  /** Of the readers who are none any more, those whose keys were seen: the circle has just got another record key. */
  static async note({ id: circleId, version }: Circle, gone: Key[]) {
    if (!(await isAnythingUnder(circleId, version))) return
    for (const { id: keyId, supersededWhy } of gone)
      if (supersededWhy === 'suspicion')
        await this.create({ circleId, keyId, version: version - 1 })
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
