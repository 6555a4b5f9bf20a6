/**
 * Covers the page at once, until one without names has come from the server. Where somebody was typing
 * it stays, because a new page would lose what they typed.
 */
export class Curtain {
  private static drawn: Curtain | null = null

  static get isDrawn() {
    return this.drawn?.dialog.isConnected ?? false
  }

  static draw(template: HTMLTemplateElement) {
    return this.isDrawn ? this.drawn! : (this.drawn = new Curtain(template))
  }

  private dialog: HTMLDialogElement

  private constructor(template: HTMLTemplateElement) {
    const copy = template.content.cloneNode(true) as DocumentFragment
    this.dialog = copy.querySelector('dialog')!
    this.dialog.addEventListener('cancel', (event) => event.preventDefault())
    document.body.append(copy)
    this.dialog.showModal()
  }

  /** Why the curtain stays; whoever reads it may lift it. */
  say(why: 'kept' | 'unreachable') {
    const text = this.dialog.querySelector('p')!
    text.textContent = text.dataset[why]!
    const button = this.dialog.querySelector('button')!
    button.hidden = false
    button.addEventListener('click', () => this.dialog.remove())
    button.focus()
  }
}
