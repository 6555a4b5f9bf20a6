import { Controller } from '@hotwired/stimulus'
import {
  DamagedFiles,
  DamagedNotes,
  NotAll,
  NotAReader,
  NotPinned,
  NotTaken,
  Refused,
  SignedOut,
  Stale,
  Tampered,
  Unreachable,
} from '../crypto/faults.ts'
import { linksTo } from '../forms/in_the_way.ts'
import type { Progress, Watched } from '../vault/progress.ts'

const SHOWN_EVERY_MS = 200

export type Outcome = 'done' | 'stopped' | 'failed'

/** Work that takes its time, shown as a bar; stopped, it is done so far, and goes on another time. */
export abstract class Running extends Controller<HTMLElement> {
  static override targets = ['go', 'stop', 'progress', 'label', 'bar', 'count', 'problem']
  static override values: typeof Controller.values = {
    clinic: String,
    from: String,
    to: String,
    words: Object,
  }
  declare readonly goTarget: HTMLButtonElement
  declare readonly stopTarget: HTMLButtonElement
  declare readonly progressTarget: HTMLElement
  declare readonly labelTarget: HTMLElement
  declare readonly barTarget: HTMLProgressElement
  declare readonly countTarget: HTMLElement
  declare readonly problemTarget: HTMLElement
  declare readonly clinicValue: string
  declare readonly fromValue: string
  declare readonly toValue: string
  declare readonly wordsValue: Record<string, string>
  private stopping = new AbortController()
  private shown = { step: '', at: 0 }

  stop() {
    this.stopping.abort()
  }

  override disconnect() {
    this.stop()
  }

  /** Goes through it until it is done, or somebody stops it, or something stands in the way, which is said. */
  protected async run(work: (watched: Watched) => Promise<boolean>): Promise<Outcome> {
    this.problemTarget.hidden = true
    this.progressTarget.hidden = false
    this.stopping = new AbortController()
    this.isBusy = true
    try {
      const tell = (progress: Progress) => this.show(progress)
      const isDone = await work({ tell, signal: this.stopping.signal })
      return isDone ? 'done' : 'stopped'
    } catch (fault) {
      const faults = fault instanceof NotAll ? fault.faults : [fault]
      await this.tellOf(faults)
      return 'failed'
    } finally {
      this.isBusy = false
    }
  }

  protected say(problem: string) {
    this.explain([this.sentence(problem)])
  }

  /** Each problem once, however many have it, and beneath it where to see to it. */
  private async tellOf(faults: unknown[]) {
    const problems = new Map(faults.map((fault) => [problemOf(fault), fault]))
    const parts = [...problems].map(async ([problem, fault]) => [
      this.sentence(problem),
      ...(await linksTo(fault, this.wordsValue)),
    ])
    const told = await Promise.all(parts)
    this.explain(told.flat())
  }

  private sentence(problem: string) {
    const sentence = document.createElement('p')
    sentence.textContent = this.wordsValue[problem]
    return sentence
  }

  private explain(parts: HTMLElement[]) {
    this.problemTarget.querySelector('div')!.replaceChildren(...parts)
    this.problemTarget.hidden = false
  }

  /** Not each time: what is drawn keeps the work waiting that it tells of. */
  private show(progress: Progress) {
    const { step, done, total } = progress
    const isDue = performance.now() - this.shown.at > SHOWN_EVERY_MS
    if (!isDue && step === this.shown.step && done < total) return
    this.shown = { step, at: performance.now() }
    this.draw(progress)
  }

  private draw({ step, done, total, part = done / total }: Progress) {
    this.labelTarget.textContent = this.labelTarget.dataset[step]!
    this.barTarget.max = Math.max(total, 1)
    this.barTarget.value = total ? part * total : 1
    this.countTarget.textContent = `${done} / ${total}`
  }

  private set isBusy(isBusy: boolean) {
    this.goTarget.disabled = isBusy
    this.stopTarget.hidden = !isBusy
  }
}

/** Which sentence says what stands in the way; what was done stays done. Faults of ours are not hidden. */
export function problemOf(fault: unknown) {
  if (fault instanceof NotPinned) return 'not_pinned'
  if (fault instanceof DamagedNotes) return 'damaged_notes'
  if (fault instanceof DamagedFiles) return 'damaged_files'
  if (fault instanceof Tampered) return 'tampered'
  if (fault instanceof NotAReader) return 'out_of_reach'
  if (fault instanceof NotTaken) return fault.problem
  if (fault instanceof Refused || fault instanceof Stale) return 'refused'
  if (fault instanceof Unreachable || fault instanceof SignedOut) return 'unreachable'
  throw fault
}
