import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { openKeyFile } from '../crypto/key_file.ts'
import type { Keys } from '../crypto/key_pair.ts'
import { problemOf, readKeyFile } from '../forms/key_file_text.ts'
import { Run } from '../forms/run.ts'
import { TypedField } from '../forms/typed_field.ts'
import { carryPins, handOver, shelfOf, shelfOfBoth } from '../vault/handing_over.ts'
import { askToUnlock } from '../vault/unlocking.ts'
import { vault } from '../vault/vault.ts'
import type { Chosen } from './file.ts'

/**
 * Hands everything over from a key to the one that took its place: the member's own, which wants both files, or the
 * clinic's recovery key, which any reader can do.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['passphrase', 'go', 'stop', 'progress', 'bar', 'count', 'problem']
  static override values = {
    ...{ clinic: String, from: String, to: String, why: String },
    ...{ own: Boolean, words: Object },
  }
  declare readonly passphraseTarget: HTMLInputElement
  declare readonly hasPassphraseTarget: boolean
  declare readonly goTarget: HTMLButtonElement
  declare readonly stopTarget: HTMLButtonElement
  declare readonly progressTarget: HTMLElement
  declare readonly barTarget: HTMLProgressElement
  declare readonly countTarget: HTMLElement
  declare readonly problemTarget: HTMLElement
  declare readonly clinicValue: string
  declare readonly fromValue: string
  declare readonly toValue: string
  declare readonly whyValue: string
  declare readonly ownValue: boolean
  declare readonly wordsValue: Record<string, string>
  private file: Chosen['detail']['file'] | null = null
  private run: Run | null = null

  chosen({ detail }: Chosen) {
    this.file = detail.file
  }

  async begin(event: Event) {
    event.preventDefault()
    this.problemTarget.hidden = true
    if (!(await askToUnlock())) return
    const former = this.hasPassphraseTarget ? await this.openFormer() : null
    if (this.hasPassphraseTarget && !former) return
    this.run = new Run(this.parts, this.wordsValue)
    this.isBusy = true
    try {
      if (await this.run.through(this.work(former))) visit('/keys/rotation', { action: 'replace' })
    } catch (fault) {
      this.run.say(fault)
    } finally {
      this.isBusy = false
      // What the vault knew of circles and pins is of before.
      vault.refresh()
    }
  }

  stop() {
    this.run?.stop()
  }

  override disconnect() {
    this.run?.stop()
  }

  private async *work(former: Keys | null) {
    const { clinicValue: clinic, fromValue: from, toValue: to } = this
    const current = vault.key!
    const isSuspicious = this.whyValue === 'suspicion'
    if (former && !isSuspicious) await carryPins(current, former, clinic)
    const shelf = await (former ? shelfOfBoth(current, former, clinic) : shelfOf(current, clinic))
    yield* handOver(shelf, { from, to, leaving: isSuspicious ? 'renewed' : 'replaced' })
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

  private set isBusy(isBusy: boolean) {
    this.goTarget.disabled = isBusy
    this.stopTarget.hidden = !isBusy
  }

  private get parts() {
    return {
      progress: this.progressTarget,
      bar: this.barTarget,
      count: this.countTarget,
      problem: this.problemTarget,
    }
  }
}
