import { buffer, type Unsent } from './buffer.ts'
import { ifLeftAlone } from './in_hand.ts'
import { noteArrived } from './last_known.ts'
import { NotSent, reach } from './server.ts'

/** Sends what this member typed, wherever nobody is at it. No key is needed for that. */
export async function sendAll(member: string) {
  for (const { note, addendumTo } of await buffer.all(member))
    if (!addendumTo) await sendLeft(note, member)
}

/** The same for one note, when its editor is gone. */
export async function sendLeft(note: string, member: string) {
  await ifLeftAlone(note, () => sendNote(note, member))
}

async function sendNote(note: string, member: string) {
  for (const unsent of await buffer.find(note, member)) {
    const problem = await problemOf(post(unsent))
    if (!problem) await buffer.remove(unsent)
    // Later ones must not overtake it: the last one that arrives is what the note says.
    if (problem === 'offline' || problem === 'signed_out') return
    // What is newer on the server is for the page of the note to solve, where both can be read.
  }
}

async function problemOf(sending: Promise<void>) {
  try {
    await sending
    return null
  } catch (error) {
    if (error instanceof NotSent) return error.problem
    throw error
  }
}

/** @throws NotSent */
export async function post(unsent: Unsent) {
  const { note, client, appointment, version, sitting, envelope } = unsent
  if (version > 1) await reach('PUT', `/notes/${note}`, { version, sitting, envelope })
  else await reach('POST', `/clients/${client}/notes`, { id: note, sitting, appointment, envelope })
  noteArrived(note, unsent)
}
