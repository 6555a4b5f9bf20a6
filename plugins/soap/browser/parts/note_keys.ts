/**
 * Keys for hands that stay on the keyboard, with Ctrl or ⌘. They rest while a dialog asks something, and do
 * once what is held down.
 *
 * @param acts what each key does
 * @returns what ends it
 */
export function noteKeys(acts: Record<string, () => unknown>) {
  const listen = (event: KeyboardEvent) => {
    // Caps Lock makes an S of an s.
    const key = event.key === 'Enter' ? event.key : event.key.toLowerCase()
    const isAct = isCommand(event) && Object.hasOwn(acts, key)
    if (!isAct || document.querySelector('dialog[open]')) return
    event.preventDefault()
    if (!event.repeat) acts[key]()
  }
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}

function isCommand({ ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) {
  return (ctrlKey || metaKey) && !shiftKey && !altKey
}
