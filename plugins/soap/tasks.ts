import Attachment from './models/attachment.js'
import { overdue } from './models/unsigned.js'
import { soapSettings } from './settings.js'

const DAY_MS = 86_400_000

/** Makes notes final that nobody signed in time, where the clinic wants that; else the list of them tells. */
export async function closeUnsigned() {
  if (soapSettings.read().unsigned !== 'finalise') return
  for (const note of await overdue()) await note.finaliseUnsigned()
}

export async function tidyFiles() {
  await Attachment.tidy(Date.now() - DAY_MS)
}
