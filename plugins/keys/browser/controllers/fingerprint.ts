import { Controller } from '@hotwired/stimulus'
import { fingerprint } from '../crypto/words.ts'

/** Shows the name of a key as twelve words, and as the number that they stand for. */
export default class extends Controller<HTMLElement> {
  static override targets = ['words', 'hex']
  static override values = { key: String }
  declare readonly wordsTarget: HTMLElement
  declare readonly hexTarget: HTMLElement
  declare readonly keyValue: string

  override connect() {
    const { words, hex } = fingerprint(this.keyValue)
    this.wordsTarget.replaceChildren(...words.map(item))
    this.hexTarget.textContent = hex.join(' ')
  }
}

function item(word: string) {
  const element = document.createElement('li')
  element.textContent = word
  return element
}
