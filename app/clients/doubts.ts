import type Client from '#models/client'
import type { ClientValues } from './columns.js'
import { type Duplicate, likelyDuplicates } from './duplicates.js'
import { looksLikeNationalId } from './national_id.js'

/** What a member should look at before a client is saved. Nothing here forbids it. */
export type Doubts = { duplicates: Duplicate[]; nationalIdLooksWrong: boolean }

type Sought = ClientValues & { firstName: string; lastName: string }

/**
 * Looks for reasons to ask back. Of a client that is there already, only what changes is looked at, so
 * that a mother and a daughter with one phone are not asked about at each change.
 */
export async function doubtsAbout(values: Sought, client?: Client): Promise<Doubts> {
  const changed = client ? changesOf(values, client) : values
  return {
    duplicates: await likelyDuplicates(changed, { except: client?.id }),
    nationalIdLooksWrong: Boolean(changed.nationalId && !looksLikeNationalId(changed.nationalId)),
  }
}

function changesOf(values: Sought, client: Client): Sought {
  const { firstName, lastName, ...others } = values
  const changed = Object.entries(others).filter(
    ([field, value]) => value !== client[field as keyof Client]
  )
  return { firstName, lastName, ...Object.fromEntries(changed) }
}
