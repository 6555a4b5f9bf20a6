import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'

const NARROW = '(max-width: 48rem)'

/** The calendar as a list that the server makes. Changes are fetched into its frame, so that nobody counts as there because of them. */
export default class extends Controller<HTMLElement> {
  static override targets = ['frame']
  declare readonly frameTarget: HTMLElement & { src: string | null; reload(): Promise<void> }

  changed() {
    if (this.frameTarget.src) void this.frameTarget.reload()
    else this.frameTarget.src = window.location.href
  }

  /** Beside the list where there is room, on a page of its own on a phone. */
  open(event: MouseEvent) {
    const link = event.currentTarget as HTMLAnchorElement
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (window.matchMedia(NARROW).matches) return visit(link.href)
    window.dispatchEvent(new CustomEvent('appointment:open', { detail: { path: link.href } }))
  }
}
