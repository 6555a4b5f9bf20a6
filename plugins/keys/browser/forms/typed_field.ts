/**
 * A field without a name: no form carries what is typed into it, and only scripts read it. What is wrong with it is
 * said beside it, as the server says it beside other fields.
 */
export class TypedField {
  constructor(readonly input: HTMLInputElement | HTMLTextAreaElement) {}

  get value() {
    return this.input.value
  }

  /** Says what is wrong, and puts the cursor where it can be mended. */
  blame(sentence: string) {
    const { mistake } = this
    mistake.querySelector('p')!.textContent = sentence
    mistake.hidden = false
    this.input.setAttribute('aria-invalid', 'true')
    this.input.focus()
  }

  clear() {
    this.mistake.hidden = true
    this.input.removeAttribute('aria-invalid')
  }

  /** Nothing that was typed stays on the page once it was used. */
  empty() {
    this.input.value = ''
    this.clear()
  }

  private get mistake() {
    return this.input
      .closest('[data-keys-field]')!
      .querySelector<HTMLElement>('[data-keys-mistake]')!
  }
}
