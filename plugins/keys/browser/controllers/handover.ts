import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { RecoveryWords } from '../forms/recovery_words.ts'
import { Run } from '../forms/run.ts'
import { handOver, shelfOfRecovery } from '../vault/handing_over.ts'

/** Hands over with the clinic's recovery key what only a lost key, or the key of somebody who left, could read. */
export default class extends Controller<HTMLElement> {
  static override targets = [
    ...['typed', 'compared', 'go', 'stop'],
    ...['progress', 'bar', 'count', 'problem'],
  ]
  static override values = {
    ...{ clinic: String, recovery: String, from: String, to: String },
    ...{ lost: Boolean, words: Object },
  }
  declare readonly typedTargets: HTMLTextAreaElement[]
  declare readonly comparedTarget: HTMLInputElement
  declare readonly goTarget: HTMLButtonElement
  declare readonly stopTarget: HTMLButtonElement
  declare readonly progressTarget: HTMLElement
  declare readonly barTarget: HTMLProgressElement
  declare readonly countTarget: HTMLElement
  declare readonly problemTarget: HTMLElement
  declare readonly clinicValue: string
  declare readonly recoveryValue: string
  declare readonly fromValue: string
  declare readonly toValue: string
  declare readonly lostValue: boolean
  declare readonly wordsValue: Record<string, string>
  private run: Run | null = null

  async begin(event: Event) {
    event.preventDefault()
    this.problemTarget.hidden = true
    if (!this.comparedTarget.checked) return this.sayNotCompared()
    const words = new RecoveryWords(this.typedTargets, this.wordsValue)
    const keys = await words.key(this.recoveryValue)
    if (!keys) return
    this.run = new Run(this.parts, this.wordsValue)
    this.isBusy = true
    try {
      const shelf = await shelfOfRecovery(keys, this.clinicValue, this.toValue)
      const leaving = this.lostValue ? 'replaced' : 'stays'
      const work = handOver(shelf, { from: this.fromValue, to: this.toValue, leaving })
      if (!(await this.run.through(work))) return
      words.empty()
      visit('/keys/health')
    } catch (fault) {
      this.run.say(fault)
    } finally {
      this.isBusy = false
    }
  }

  stop() {
    this.run?.stop()
  }

  override disconnect() {
    this.run?.stop()
  }

  private sayNotCompared() {
    this.problemTarget.querySelector('p')!.textContent = this.wordsValue.not_compared
    this.problemTarget.hidden = false
    this.comparedTarget.focus()
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
