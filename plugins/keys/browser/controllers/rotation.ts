import { visit } from '@hotwired/turbo'
import { openKeyFile } from '../crypto/key_file.ts'
import type { Keys } from '../crypto/key_pair.ts'
import { problemOf, readKeyFile } from '../forms/key_file_text.ts'
import { TypedField } from '../forms/typed_field.ts'
import { handOver, type Leaving, shelfOf, shelfOfBoth } from '../vault/handing_over.ts'
import type { Watched } from '../vault/progress.ts'
import { askToUnlock } from '../vault/unlocking.ts'
import { vault } from '../vault/vault.ts'
import type { Chosen } from './file.ts'
import { Running } from './running.ts'

/** What becomes of the key that goes, by why it goes. */
const LEAVING: Record<string, Leaving> = { suspicion: 'renewed', left: 'dismissed', seen: 'gone' }

/**
 * Hands everything over from a key to the one that took its place: the member's own, which wants both files as long as
 * something opens with the old one only, or the clinic's recovery key, which any reader can do. And takes out whoever left,
 * and encrypts anew what a colleague's key opened that was seen.
 */
export default class extends Running {
  static override targets = ['passphrase']
  static override values = { why: String }
  declare readonly passphraseTarget: HTMLInputElement
  declare readonly hasPassphraseTarget: boolean
  declare readonly whyValue: string
  private file: Chosen['detail']['file'] | null = null

  chosen({ detail }: Chosen) {
    this.file = detail.file
  }

  async begin(event: Event) {
    event.preventDefault()
    if (!(await askToUnlock())) return
    const former = this.hasPassphraseTarget ? await this.openFormer() : null
    if (this.hasPassphraseTarget && !former) return
    const outcome = await this.run((watched) => this.work(former, watched))
    // What the vault knew of circles and pins is of before.
    vault.refresh()
    // The page says what is left, unless somebody has gone elsewhere meanwhile.
    if (outcome !== 'failed' && this.element.isConnected)
      visit('/keys/rotation', { action: 'replace' })
  }

  private async work(former: Keys | null, watched: Watched) {
    const { clinicValue: clinic, fromValue: from, toValue: to } = this
    const current = vault.key!
    const leaving = LEAVING[this.whyValue] ?? 'replaced'
    const shelf = await (former
      ? shelfOfBoth(current, former, { clinic, isTrusted: leaving !== 'renewed' })
      : shelfOf(current, clinic))
    return handOver(shelf, { from, to, leaving }, watched)
  }

  private async openFormer(): Promise<Keys | null> {
    const passphrase = new TypedField(this.passphraseTarget)
    const file = new TypedField(this.element.querySelector<HTMLInputElement>('input[type="file"]')!)
    for (const field of [file, passphrase]) field.clear()
    try {
      const text = await readKeyFile(this.file)
      return await openKeyFile(text, passphrase.value, this.fromValue)
    } catch (fault) {
      const problem = problemOf(fault)
      const field = problem === 'wrong_passphrase' ? passphrase : file
      field.blame(this.wordsValue[problem])
      return null
    }
  }
}
