import { visit } from '@hotwired/turbo'
import { RecoveryWords } from '../forms/recovery_words.ts'
import { handOver, shelfOfRecovery } from '../vault/handing_over.ts'
import type { Watched } from '../vault/progress.ts'
import { Running } from './running.ts'

/** Hands over with the clinic's recovery key what only a lost key, or the key of somebody who left, could read. */
export default class extends Running {
  static override targets = ['typed', 'compared']
  static override values = { recovery: String, lost: Boolean }
  declare readonly typedTargets: HTMLTextAreaElement[]
  declare readonly comparedTarget: HTMLInputElement
  declare readonly recoveryValue: string
  declare readonly lostValue: boolean

  async begin(event: Event) {
    event.preventDefault()
    this.problemTarget.hidden = true
    if (!this.comparedTarget.checked) {
      this.say('not_compared')
      return this.comparedTarget.focus()
    }
    const words = new RecoveryWords(this.typedTargets, this.wordsValue)
    const keys = await words.key(this.recoveryValue)
    if (!keys || (await this.run((watched) => this.work(keys, watched))) !== 'done') return
    words.empty()
    visit('/keys/health')
  }

  private async work(recovery: Parameters<typeof shelfOfRecovery>[0], watched: Watched) {
    const { clinicValue: clinic, fromValue: from, toValue: to } = this
    const shelf = await shelfOfRecovery(recovery, clinic, to)
    return handOver(shelf, { from, to, leaving: this.lostValue ? 'replaced' : 'stays' }, watched)
  }
}
