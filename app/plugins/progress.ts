import { EventEmitter } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'

export type Step = { done: number; total: number }

/**
 * How far the switching of a plugin has come, for those who look on while it runs. The one who switches
 * cannot be told on the way: the answer to that request is the result.
 */
class SwitchProgress {
  private onlookers = new EventEmitter().setMaxListeners(0)

  /** @returns how to stop looking */
  watch(clinicId: string, pluginId: string, see: (step: Step | 'over') => void) {
    const name = `${clinicId} ${pluginId}`
    this.onlookers.on(name, see)
    return () => void this.onlookers.off(name, see)
  }

  /** Tells the onlookers, and lets what is written to them leave before the next migration blocks the process. */
  async tell(clinicId: string, pluginId: string, step: Step | 'over') {
    this.onlookers.emit(`${clinicId} ${pluginId}`, step)
    await nextTurn()
  }
}

export const switchProgress = new SwitchProgress()
