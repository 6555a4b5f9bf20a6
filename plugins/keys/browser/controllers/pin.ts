import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { makePin } from '../crypto/pins.ts'
import { NotTaken } from '../crypto/faults.ts'
import { cardOf, keepPin } from '../vault/registry.ts'
import { askToUnlock } from '../vault/unlocking.ts'
import { vault } from '../vault/vault.ts'

/** Confirms a key: what the member has just compared is signed with their own key. */
export default class extends Controller<HTMLElement> {
  static override targets = ['button', 'problem']
  static override values = { key: String, of: String, back: String, words: Object }
  declare readonly buttonTarget: HTMLButtonElement
  declare readonly problemTarget: HTMLElement
  declare readonly keyValue: string
  declare readonly ofValue: string
  declare readonly backValue: string
  declare readonly wordsValue: Record<string, string>

  async pin() {
    this.problemTarget.hidden = true
    if (!(await askToUnlock())) return this.say('locked')
    this.buttonTarget.disabled = true
    try {
      const card = await cardOf(this.keyValue, vault.holder!.clinic)
      // The words on the page are those of this key; a card that says another member is not what was compared.
      if (card?.member !== this.ofValue) return this.say('other')
      await keepPin(await makePin(vault.key!, card))
      // What the vault knew of pins is of before.
      vault.refresh()
      visit(this.backValue)
    } catch (fault) {
      if (!(fault instanceof NotTaken)) throw fault
      this.say(fault.problem)
    } finally {
      this.buttonTarget.disabled = false
    }
  }

  private say(problem: string) {
    this.problemTarget.querySelector('p')!.textContent = this.wordsValue[problem]
    this.problemTarget.hidden = false
  }
}
