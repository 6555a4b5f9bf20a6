import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { RecoveryWords } from '../forms/recovery_words.ts'
import { proveKey } from '../vault/registry.ts'

/** Tries again whether what lies on paper opens what is encrypted to the recovery key. */
export default class extends Controller<HTMLElement> {
  static override targets = ['typed', 'submit']
  static override values = { key: String, clinic: String, words: Object }
  declare readonly typedTargets: HTMLTextAreaElement[]
  declare readonly submitTarget: HTMLButtonElement
  declare readonly keyValue: string
  declare readonly clinicValue: string
  declare readonly wordsValue: Record<string, string>

  async prove(event: Event) {
    event.preventDefault()
    const words = new RecoveryWords(this.typedTargets, this.wordsValue)
    this.submitTarget.disabled = true
    try {
      const keys = await words.key(this.keyValue)
      if (!keys) return
      await proveKey(keys, this.clinicValue)
      words.empty()
      visit('/keys/recovery')
    } catch (fault) {
      words.blame(fault)
    } finally {
      this.submitTarget.disabled = false
    }
  }
}
