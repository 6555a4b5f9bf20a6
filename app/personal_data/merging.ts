import type { Actor } from '#audit/actor'
import { afterCommit } from '#clinics/clinic_in_hand'
import { transaction } from '#clinics/transaction'
import ClientsMerged from '#events/clients_merged'
import { MERGED_FIELDS, type MergedField } from '#clients/merged_fields'
import type Client from '#models/client'
import { mergeInPlugins } from '#plugins/personal_data'
import { corePersonalData } from './core_data.js'

/** What a client asked not to happen. Asked once is asked. */
const WISHES = ['neverCall', 'noVoicemail', 'emailOnly'] as const

export type Side = 'kept' | 'merged'
export type Difference = {
  field: MergedField
  kept: string | null
  merged: string | null
  /** Which of the two survives unless somebody decides otherwise: what is there wins over what is not. */
  suggested: Side
}

/** Two clients who are one person become one client. There is no way back, so it is looked at first. */
export class Merging {
  constructor(
    private kept: Client,
    private merged: Client
  ) {}

  /** The fields in which the two differ. All others are the same, whoever survives. */
  get differences(): Difference[] {
    return MERGED_FIELDS.map((field) => this.difference(field)).filter((found) => found !== null)
  }

  /**
   * Makes one client of two: the chosen values, and everything that the core and the plugins keep
   * about either.
   *
   * @param choices for differing fields whose value survives; the suggested one where nothing is said
   */
  async carryOut(choices: Partial<Record<MergedField, Side>>, { by }: { by: Actor }) {
    const taken = this.differences
      .filter(({ field, suggested }) => (choices[field] ?? suggested) === 'merged')
      .map(({ field }) => field)
    const values = this.survivingValues(taken)

    await transaction(async () => {
      await mergeInPlugins(this.merged, this.kept)
      await corePersonalData.merge(this.merged, this.kept)
      // First, because what recognises a client (its row of an import) is there once.
      await this.merged.delete()
      await this.kept.merge(values).save()
      const { id, number } = this.merged
      await this.kept.tell('client.merged', by, { merged: id, number, taken })
      await afterCommit(() => ClientsMerged.dispatch(this.kept.id, id, by))
    })
  }

  private survivingValues(taken: readonly MergedField[]) {
    const { kept, merged } = this
    return {
      ...Object.fromEntries(taken.map((field) => [field, merged[field]])),
      ...Object.fromEntries(WISHES.map((wish) => [wish, kept[wish] || merged[wish]])),
      importKey: kept.importKey ?? merged.importKey,
      archivedAt: kept.archivedAt && merged.archivedAt ? kept.archivedAt : null,
    }
  }

  private difference(field: MergedField): Difference | null {
    const [kept, merged] = [this.kept[field] || null, this.merged[field] || null]
    if (saysNothing(field, merged) || kept === merged) return null
    return { field, kept, merged, suggested: saysNothing(field, kept) ? 'merged' : 'kept' }
  }
}

function saysNothing(field: MergedField, value: string | null) {
  return value === null || (field === 'channel' && value === 'any')
}
