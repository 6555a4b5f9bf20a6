import { vault } from './vault.ts'

/**
 * Asks for the key file and its passphrase, in a dialog over whatever page it is. Every page of a member with a key
 * brings the dialog.
 *
 * @returns whether the tab can read now
 */
export async function askToUnlock(): Promise<boolean> {
  if (vault.state === 'locked') await openDialog()
  return vault.state === 'unlocked'
}

function openDialog() {
  const open = document.querySelector<HTMLDialogElement>('dialog[data-keys-dialog]')
  const dialog = open ?? copyOfDialog()
  if (!dialog) return Promise.resolve()
  const closed = new Promise<void>((resolve) =>
    dialog.addEventListener('close', () => resolve(), { once: true })
  )
  if (!dialog.open) dialog.showModal()
  return closed
}

/** Taken from the page and put at its end; gone with what was typed when it closes. */
function copyOfDialog() {
  const template = document.querySelector<HTMLTemplateElement>('template[data-keys-dialog]')
  if (!template) return null
  const copy = template.content.cloneNode(true) as DocumentFragment
  const dialog = copy.querySelector('dialog')!
  document.body.append(copy)
  dialog.addEventListener('close', () => dialog.remove())
  return dialog
}
