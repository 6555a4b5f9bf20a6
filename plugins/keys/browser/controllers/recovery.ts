import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { makeCard, readCard, RECOVERY } from '../crypto/key_pair.ts'
import { makePin } from '../crypto/pins.ts'
import { makeRecovery, type Recovery } from '../crypto/recovery.ts'
import { fingerprint } from '../crypto/words.ts'
import { qrCode } from '../forms/qr_code.ts'
import { RecoveryWords } from '../forms/recovery_words.ts'
import { keepPin, proveKey, register } from '../vault/registry.ts'
import { vault } from '../vault/vault.ts'
import { Wizard } from '../forms/wizard.ts'

type Form = 'words' | 'shares'

/**
 * Makes the clinic's recovery key: shown once to be printed, and proved by typing in what is on the paper. Until then
 * the server knows nothing of it, and the words are in no request.
 */
export default class extends Controller<HTMLElement> {
  static override targets = [
    'step',
    'form',
    'sheet',
    'sheets',
    'typed',
    'second',
    'submit',
    'printed',
  ]
  static override values = { clinic: String, why: String, words: Object, after: String }
  declare readonly stepTargets: HTMLElement[]
  declare readonly formTargets: HTMLInputElement[]
  declare readonly sheetTarget: HTMLTemplateElement
  declare readonly sheetsTarget: HTMLElement
  declare readonly typedTargets: HTMLTextAreaElement[]
  declare readonly secondTarget: HTMLElement
  declare readonly submitTarget: HTMLButtonElement
  declare readonly clinicValue: string
  declare readonly whyValue: string
  declare readonly wordsValue: Record<string, string>
  declare readonly afterValue: string
  private recovery: Recovery | null = null
  private made = new Date()

  async make(event: Event) {
    event.preventDefault()
    this.made = new Date()
    this.recovery = await makeRecovery()
    const { words, shares } = this.recovery
    const papers = this.form === 'words' ? [words] : shares
    this.sheetsTarget.replaceChildren(...papers.map((paper, index) => this.sheet(paper, index)))
    this.secondTarget.hidden = this.form === 'words'
    this.wizard.show(1)
  }

  print() {
    window.print()
  }

  /** The words are gone from the page: from here on they are on paper, or nowhere. */
  printed() {
    this.sheetsTarget.replaceChildren()
    this.recovery = { ...this.recovery!, words: [], shares: [] }
    this.wizard.show(2)
  }

  again() {
    this.recovery = null
    this.wizard.show(0)
  }

  async prove(event: Event) {
    event.preventDefault()
    const words = new RecoveryWords(this.typedTargets, this.wordsValue)
    this.submitTarget.disabled = true
    try {
      const keys = await words.key(this.recovery!.keys.id)
      if (!keys) return
      const claims = { clinic: this.clinicValue, member: RECOVERY, made: this.made }
      const card = await readCard(await makeCard(keys, claims), this.clinicValue)
      await register(keys, claims, this.form)
      await proveKey(keys, this.clinicValue, this.whyValue || undefined)
      words.empty()
      // Whoever has just made it need not compare it with itself.
      if (vault.key) await keepPin(await makePin(vault.key, card))
      vault.refresh()
      visit(this.afterValue)
    } catch (fault) {
      words.blame(fault)
    } finally {
      this.submitTarget.disabled = false
    }
  }

  private sheet(words: string[], index: number) {
    const copy = this.sheetTarget.content.cloneNode(true) as DocumentFragment
    const at = (name: string) => copy.querySelector<HTMLElement>(`[data-part="${name}"]`)!
    at('words').replaceChildren(...words.map(item))
    at('qr').append(qrCode(words.join(' ')))
    at('key').textContent = fingerprint(this.recovery!.keys.id).words.join(' ')
    const number = at('number')
    number.textContent = number.dataset.words!.replace('%', String(index + 1))
    const isShare = this.form === 'shares'
    for (const part of copy.querySelectorAll<HTMLElement>('[data-form]'))
      part.hidden = (part.dataset.form === 'shares') !== isShare
    return copy
  }

  private get form(): Form {
    return this.formTargets.find(({ checked }) => checked)!.value as Form
  }

  private get wizard() {
    return new Wizard(this.element.querySelector('ol')!, this.stepTargets)
  }
}

function item(word: string) {
  const element = document.createElement('li')
  element.textContent = word
  return element
}
