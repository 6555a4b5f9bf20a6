import { buffer, DATABASE } from './keeping/buffer.ts'
import { emptyStorageBut, everythingSaved } from './keeping/leaving.ts'
import { sendAll } from './keeping/unsent.ts'

/** Envelopes that are still in this browser are sent from whatever page their author opens: no key is needed for that. */
async function sendOwn() {
  const member = memberOnPage()
  if (member) await sendAll(member)
}

/**
 * Signing out empties the browser's storage (Clear-Site-Data). What was typed is sent before; what cannot be sent now
 * stays all the same, encrypted, until its author signs in here again. Only the rest is emptied then.
 */
async function saveBeforeSigningOut(event: SubmitEvent) {
  const form = event.target as HTMLFormElement
  if (!signsOut(form, event.submitter) || form.dataset.soapSaved) return
  event.preventDefault()
  event.stopImmediatePropagation()
  await everythingSaved()
  await sendOwn().catch(() => null)
  if (!(await mayLeave())) return
  form.dataset.soapSaved = 'yes'
  form.requestSubmit(event.submitter)
}

/** Whether somebody has nothing unsent, or knows that it stays here. */
async function mayLeave() {
  const left = await buffer.everybodys()
  if (!left.length) return true
  const member = memberOnPage()
  const isOwn = left.some((unsent) => unsent.member === member)
  if (isOwn && !(await isFine())) return false
  await emptyStorageBut(DATABASE)
  for (const form of document.querySelectorAll('form[data-signs-out]')) form.append(keepUnsent())
  return true
}

/** A form that signs out; or does so where one of its fields has a certain value, as in `channel=screen`. */
function signsOut(form: HTMLFormElement, submitter: HTMLElement | null) {
  const { signsOut: when } = form.dataset
  if (when === undefined) return false
  const [name, value] = when.split('=')
  return !name || new FormData(form, submitter).get(name) === value
}

/** Tells the server to leave the storage alone (app/members/doorway.ts). */
function keepUnsent() {
  const input = document.createElement('input')
  Object.assign(input, { type: 'hidden', name: 'keep', value: 'unsent' })
  return input
}

/** Asks, in the page's own words. */
function isFine() {
  const template = document.querySelector<HTMLTemplateElement>('template[data-soap-leaving]')
  // On a page without the frame nobody can be asked, and nothing is lost.
  if (!template) return true
  const copy = template.content.cloneNode(true) as DocumentFragment
  const dialog = copy.querySelector('dialog')!
  document.body.append(copy)
  dialog.showModal()
  return new Promise<boolean>((resolve) =>
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'leave')
    })
  )
}

/** Who is signed in and may write notes; null for everybody else. */
function memberOnPage() {
  return document.querySelector<HTMLElement>('[data-soap-member]')?.dataset.soapMember ?? null
}

document.addEventListener('submit', (event) => void saveBeforeSigningOut(event), true)
document.addEventListener('turbo:load', () => void sendOwn())
window.addEventListener('online', () => void sendOwn())
