import { Controller } from '@hotwired/stimulus'
import { guesser } from '#js/guesser'

/**
 * Says while somebody types how hard a new password is to guess. The dictionaries (half a megabyte) are
 * fetched when the field gets the focus. The server decides; this only helps.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['meter', 'bar', 'sentence']
  static override values = { least: Number, words: Array, short: String }
  declare readonly meterTarget: HTMLElement
  declare readonly barTarget: HTMLMeterElement
  declare readonly sentenceTarget: HTMLElement
  declare readonly leastValue: number
  declare readonly wordsValue: string[]
  declare readonly shortValue: string

  load() {
    return guesser()
  }

  async measure() {
    const zxcvbn = await this.load()
    const password = this.input.value
    const score = password.length < this.leastValue ? 0 : zxcvbn.check(password).score
    this.meterTarget.hidden = password === ''
    this.barTarget.value = score
    this.sentenceTarget.textContent =
      password.length < this.leastValue ? this.shortValue : this.wordsValue[score]
  }

  private get input() {
    return this.element.querySelector('input')!
  }
}
