import { NotPinned, Refused, SignedOut, Stale, Tampered, Unreachable } from '../crypto/faults.ts'
import { NotTaken } from '../vault/registry.ts'
import type { Progress } from '../vault/handing_over.ts'

type Parts = {
  progress: HTMLElement
  bar: HTMLProgressElement
  count: HTMLElement
  problem: HTMLElement
}

/** Work that takes its time, shown as a bar; stopped, it is done so far, and goes on another time. */
export class Run {
  private isStopped = false

  constructor(
    private parts: Parts,
    private words: Record<string, string>
  ) {}

  stop() {
    this.isStopped = true
  }

  /** @returns whether it came to its end */
  async through(work: AsyncGenerator<Progress>): Promise<boolean> {
    this.parts.progress.hidden = false
    for await (const { done, total } of work) {
      this.parts.bar.max = Math.max(total, 1)
      this.parts.bar.value = total ? done : 1
      this.parts.count.textContent = `${done} / ${total}`
      if (this.isStopped && done < total) return false
    }
    return true
  }

  /** Says what stands in the way. What was done stays done. */
  say(fault: unknown) {
    const problem = problemOf(fault)
    if (!problem) throw fault
    this.parts.problem.querySelector('p')!.textContent = this.words[problem]
    this.parts.problem.hidden = false
  }
}

function problemOf(fault: unknown) {
  if (fault instanceof NotPinned) return 'not_pinned'
  if (fault instanceof Tampered) return 'tampered'
  if (fault instanceof NotTaken) return fault.problem
  if (fault instanceof Refused || fault instanceof Stale) return 'refused'
  return fault instanceof Unreachable || fault instanceof SignedOut ? 'unreachable' : null
}
