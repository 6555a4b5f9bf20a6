import { buffer, type Unsent } from './keeping/buffer.ts'
import { NotSent, reach } from './keeping/server.ts'

/** So long an editor may have it in hand itself. */
const LEFT_ALONE_MS = 10_000

type Place = { member: string; question: string }

/** Envelopes that are still in this browser are sent from whatever page somebody opens: no key is needed for that. */
async function sendUnsent() {
  const place = placeOnPage()
  if (!place) return
  const now = Date.now()
  for (const unsent of await buffer.all(place.member))
    if (now - unsent.at > LEFT_ALONE_MS) await send(unsent).catch(() => null)
}

async function send({ note, client, appointment, version, sitting, envelope }: Unsent) {
  const first = { id: note, sitting, appointment, envelope }
  try {
    await (version === 1
      ? reach('POST', `/clients/${client}/notes`, first)
      : reach('PUT', `/notes/${note}`, { version, sitting, envelope }))
  } catch (error) {
    // What is newer on the server is for the page of the note to solve, where both can be read.
    if (error instanceof NotSent) return
    throw error
  }
  await buffer.remove(note, envelope)
}

/** Signing out empties the browser's storage (Clear-Site-Data): whoever would lose what they typed is asked. */
async function askBeforeSigningOut(event: SubmitEvent) {
  const form = event.target as HTMLFormElement
  const place = placeOnPage()
  const isSigningOut = new URL(form.action).pathname === '/sign-out'
  if (!isSigningOut || !place || form.dataset.soapAsked) return
  event.preventDefault()
  event.stopImmediatePropagation()
  const unsent = await buffer.all(place.member)
  for (const each of unsent) await send(each).catch(() => null)
  const left = await buffer.all(place.member)
  // eslint-disable-next-line no-alert -- it must hold the page, also when the server is away
  if (left.length && !confirm(place.question)) return
  form.dataset.soapAsked = 'yes'
  form.requestSubmit(event.submitter)
}

function placeOnPage(): Place | null {
  const element = document.querySelector<HTMLElement>('[data-soap-outbox]')
  if (!element) return null
  return { member: element.dataset.member!, question: element.dataset.question! }
}

document.addEventListener('submit', (event) => void askBeforeSigningOut(event), true)
document.addEventListener('turbo:load', () => void sendUnsent())
window.addEventListener('online', () => void sendUnsent())
