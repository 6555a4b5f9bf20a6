import { uuidv7 } from 'uuidv7'
import { insertAll } from '#clinics/database'
import { utcNow } from '#models/columns'
import { KeysExposureSchema } from '../schema.js'
import { oldestVersions } from './keepers.js'

/** The key, and the last version of the circle's record key that it opened. */
type Seen = { circleId: string; keyId: string; version: number }

/**
 * Whoever saw a key may know the record keys of a circle, up to a version. What lies under those is to be encrypted anew;
 * so long this row stays, and the key is not laid down.
 */
export default class Exposure extends KeysExposureSchema {
  static table = 'keys_exposures'

  /** Of circles that have just got another record key, as far as something lies under an earlier one. */
  static async note(seen: Seen[]) {
    if (!seen.length) return
    const oldest = await oldestVersions(seen.map(({ circleId }) => circleId))
    const exposed = seen.filter(
      ({ circleId, version }) => (oldest.get(circleId) ?? Infinity) <= version
    )
    const created = () => ({ id: uuidv7(), created_at: utcNow() })
    await insertAll(
      'keys_exposures',
      exposed.map(({ circleId, keyId, version }) => ({
        ...{ ...created(), circle_id: circleId, key_id: keyId, version },
      }))
    )
  }

  /** For each of these circles, or of all, in which something is to be encrypted anew: the last version that somebody may know. */
  static async lastOf(circles?: string[]): Promise<Map<string, number>> {
    const query = this.query().orderBy('version')
    if (circles) query.whereIn('circleId', circles)
    const exposures = await query
    return new Map(exposures.map(({ circleId, version }) => [circleId, version]))
  }

  /** Forgets those of these circles that are over. */
  static async end(circles: string[]) {
    const exposures = await this.query().whereIn('circleId', circles)
    const oldest = await oldestVersions(exposures.map(({ circleId }) => circleId))
    const over = exposures.filter(
      ({ circleId, version }) => (oldest.get(circleId) ?? Infinity) > version
    )
    const ids = over.map(({ id }) => id)
    if (ids.length) await this.query().whereIn('id', ids).delete()
  }
}
