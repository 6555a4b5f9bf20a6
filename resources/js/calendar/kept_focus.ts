/**
 * What is fetched again is drawn anew. Whoever had come to an appointment with the keyboard is on it afterwards, and not
 * at the beginning of the page.
 */
export class KeptFocus {
  private path: string | null = null

  constructor(private grid: HTMLElement) {}

  /** Before the appointments are drawn. */
  note() {
    const focused = document.activeElement
    this.path = this.grid.contains(focused) ? (focused!.getAttribute('href') ?? null) : null
  }

  /** After they were. */
  giveBack() {
    if (!this.path || document.activeElement !== document.body) return
    const link = this.grid.querySelector<HTMLElement>(`a[href="${CSS.escape(this.path)}"]`)
    link?.focus({ preventScroll: true })
    this.path = null
  }
}
