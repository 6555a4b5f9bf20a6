/**
 * Keys for hands that stay on the keyboard, with Ctrl or ⌘. They rest while a dialog asks something.
 *
 * @param acts what each key does
 * @returns what ends it
 */
export function noteKeys(acts: Record<string, () => unknown>) {
  const listen = (event: KeyboardEvent) => {
    const isAct = (event.ctrlKey || event.metaKey) && Object.hasOwn(acts, event.key)
    if (!isAct || document.querySelector('dialog[open]')) return
    event.preventDefault()
    acts[event.key]()
  }
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}
