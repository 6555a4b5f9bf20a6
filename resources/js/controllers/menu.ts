import { Controller } from '@hotwired/stimulus'

/** A <details> menu as people expect one: closes on Escape, on a click elsewhere and when the focus leaves. */
export default class extends Controller<HTMLDetailsElement> {
  closeOutside({ target }: Event) {
    if (this.element.open && !this.element.contains(target as Node)) this.element.open = false
  }

  closeLeft({ relatedTarget }: FocusEvent) {
    if (relatedTarget && !this.element.contains(relatedTarget as Node)) this.element.open = false
  }

  key(event: KeyboardEvent) {
    if (!this.element.open) return
    if (event.key === 'Escape') this.close(event)
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.step(event)
  }

  private close(event: Event) {
    event.stopPropagation()
    this.element.open = false
    this.element.querySelector('summary')?.focus()
  }

  private step(event: KeyboardEvent) {
    event.preventDefault()
    const items = [...this.element.querySelectorAll<HTMLElement>('.menu-item')]
    const at = items.indexOf(document.activeElement as HTMLElement)
    items.at((at + (event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1)) % items.length)?.focus()
  }
}
