import { LiveChanges } from '#calendar/live_changes'

/** Tells the pages that show a helper's trail, and the helper's own, that something has happened; what, each asks for itself. */
export const liveHelp = new LiveChanges()
