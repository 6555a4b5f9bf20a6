import type { HttpContext } from '@adonisjs/core/http'
import { ValuesStore } from '@adonisjs/session'
import { takeFlash } from './session_store.js'

/**
 * What an act left for the next page to say. It waits beside the session's values until a page asks for it:
 * of the requests that a browser sends while the act still redirects (the calendar fetches what has changed) none
 * takes it away, and none that was slow loses it or brings it back. So a notice is shown, and once.
 */
export class Flash extends ValuesStore {
  private isTaken = false

  constructor(private ctx: HttpContext) {
    super({})
  }

  override get(key: string | string[], defaultValue?: unknown) {
    this.take()
    return super.get(key, defaultValue)
  }

  override has(key: string | string[], checkForArraysLength?: boolean) {
    this.take()
    return super.has(key, checkForArraysLength)
  }

  override all() {
    this.take()
    return super.all()
  }

  private take() {
    if (this.isTaken) return
    this.isTaken = true
    this.values = takeFlash(this.ctx) ?? {}
  }
}
