/** A mouse on its way elsewhere opens nothing. */
const AFTER_MS = 350
/** As long as it takes to come from the box to the card. */
const STAYS_MS = 150
const GAP = 4

/**
 * The whole of an appointment whose box has no room for it, beside the box: under the mouse after a moment, with the keyboard
 * at once. Escape takes it away; it stays while the mouse is on it (WCAG 2.2, 1.4.13).
 */
export class CloserLook {
  private box: Element | null = null
  private card: HTMLElement | null = null
  private timer: number | undefined
  private ending = new AbortController()

  /** @param linesOf what to say about a box; null where its own words are enough */
  constructor(
    private grid: HTMLElement,
    private linesOf: (box: HTMLElement) => string[] | null
  ) {
    const { signal } = this.ending
    const on = (name: string, act: (event: Event) => void) =>
      grid.addEventListener(name, act, { signal, capture: true })
    on('pointerover', (event) => this.point(event as PointerEvent))
    on('pointerleave', ({ target }) => target === grid && this.soon(null, STAYS_MS))
    on('focusin', ({ target }) => this.focused(target as HTMLElement))
    on('focusout', () => this.hide())
    on('pointerdown', () => this.hide())
    on('scroll', () => this.hide())
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && this.hide(), { signal })
  }

  end() {
    this.ending.abort()
    this.hide()
  }

  hide() {
    clearTimeout(this.timer)
    this.card?.remove()
    this.card = this.box = null
  }

  private point({ target, buttons, pointerType }: PointerEvent) {
    if (buttons || pointerType !== 'mouse') return
    const element = target as Element
    if (this.card?.contains(element)) return clearTimeout(this.timer)
    const box = element.closest('.ec-event')
    if (box !== this.box) this.soon(box, this.card && !box ? STAYS_MS : AFTER_MS)
    else clearTimeout(this.timer)
  }

  private focused(element: HTMLElement) {
    if (element.matches('.appointment-who:focus-visible')) this.show(element.closest('.ec-event'))
  }

  private soon(box: Element | null, after: number) {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.show(box), after)
  }

  private show(box: Element | null) {
    this.hide()
    const lines = box?.isConnected ? this.linesOf(box as HTMLElement) : null
    if (!lines) return
    this.box = box
    this.card = cardOf(lines)
    this.grid.append(this.card)
    putBeside(this.card, box!.getBoundingClientRect())
  }
}

function cardOf(lines: string[]) {
  const card = document.createElement('div')
  card.className = 'appointment-card'
  // The box has said the same to a screen reader.
  card.ariaHidden = 'true'
  for (const line of lines) {
    const made = document.createElement('p')
    made.textContent = line
    card.append(made)
  }
  return card
}

/** To the right of the box; to the left where there is no room. */
function putBeside(card: HTMLElement, box: DOMRect) {
  const { width, height } = card.getBoundingClientRect()
  const right = box.right + GAP
  const isRoom = right + width < document.documentElement.clientWidth
  card.style.insetInlineStart = `${Math.max(isRoom ? right : box.left - GAP - width, GAP)}px`
  card.style.insetBlockStart = `${Math.max(Math.min(box.top, window.innerHeight - height - GAP), GAP)}px`
}
