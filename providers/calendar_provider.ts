import type { ApplicationService } from '@adonisjs/core/types'

/** Open calendars hear of what happens, until the server stops. */
export default class CalendarProvider {
  constructor(protected app: ApplicationService) {}

  async ready() {
    if (!['web', 'test'].includes(this.app.getEnvironment())) return
    const { passOnChanges } = await import('#calendar/change_listener')
    const { LiveChanges } = await import('#calendar/live_changes')
    passOnChanges()
    // Before the server waits for its connections to end: these never would.
    this.app.terminating(() => LiveChanges.close())
  }
}
