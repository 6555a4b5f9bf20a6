import { clinicClient } from '#clinics/database'
import type Member from '#models/member'
import { OF_THE_CLINIC } from '../browser/crypto/ids.ts'
import { parseList } from '../browser/crypto/lists.ts'
import type { CircleRow } from '../browser/vault/wire.ts'
import { byCircle, type Chain, chainsOf, type Named } from './chains.js'
import Circle from './circle.js'
import Key from './key.js'

type Wrap = { circle_id: string; version: number; key_id: string; text: string }

/**
 * What browsers are told of all circles that these readers read, each by the keys that they have, with the wraps of the
 * first. Past the models: a clinic has a circle for each client, and they are asked for all at once.
 */
export async function rowsReadBy(readers: string[][], client?: string): Promise<CircleRow[]> {
  const circles = await Circle.readBy(readers, client).pojo<Named>()
  return rowsOf(await chainsOf(circles), readers[0])
}

/** The same of these, with the wraps of a member's keys and of whoever signed them last: that may be the recovery key. */
export async function rowsFor({ id: memberId }: Pick<Member, 'id'>, ids: string[]) {
  const own = await Key.query().where({ memberId }).whereNull('retiredAt')
  const circles = await Circle.query().whereIn('id', ids).pojo<Named>()
  const chains = await chainsOf(circles)
  const signers = chains.map(({ signedBy }) => signedBy)
  return rowsOf(chains, [...new Set([...own.map(({ id }) => id), ...signers])])
}

async function rowsOf(chains: Chain[], keys: string[]): Promise<CircleRow[]> {
  const ids = chains.map(({ id }) => id)
  const from = (table: string) => clinicClient().from(table).whereIn('circle_id', ids)
  const wraps = byCircle<Wrap>(await from('keys_wraps').whereIn('key_id', keys))
  const exposures = byCircle<{ circle_id: string }>(await from('keys_exposures'))
  return chains.map(({ id, clientId, lists }) => ({
    ...{ id, lists, subject: parseList(lists[0]).subject, client: clientId ?? OF_THE_CLINIC },
    isExposed: exposures.has(id),
    wraps: (wraps.get(id) ?? []).map(({ version, key_id: key, text }) => ({
      ...{ version, key, wrap: text },
    })),
  }))
}
