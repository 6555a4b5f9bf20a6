/**
 * What the server says: why not, and about which field; or what it has done, where that is not plain, and whether
 * the new time is one in which nobody works.
 */
export type Answer = { refusal?: string; field?: string; message?: string; warning?: string }
export type Scope = 'one' | 'later' | 'all'
type Choice = { scope: Scope; onTaken?: string; despiteClosed?: boolean }

/**
 * Asks whether one appointment of a series is meant, those after it too, or all; where nobody works at some of the new
 * times, whether these are meant; and where some are taken, what to do about these. It stays until the server has done it, or somebody thinks better of it.
 */
export class ScopeQuestion {
  private dialog: HTMLDialogElement
  private words: string

  constructor(page: HTMLElement, when: string) {
    const template = page.querySelector<HTMLTemplateElement>('template[data-question="scope"]')!
    const copy = template.content.cloneNode(true) as DocumentFragment
    this.dialog = copy.querySelector('dialog')!
    const sentence = this.dialog.querySelector('[data-when]')!
    sentence.textContent = sentence.textContent.replace('%', when)
    this.words = this.button.textContent
    document.body.append(copy)
  }

  /** @returns what was chosen and what came of it; null if nothing is to be moved */
  ask(send: (choice: Choice) => Promise<Answer>) {
    return new Promise<{ scope: Scope; answer: Answer } | null>((resolve) => {
      const end = (done: { scope: Scope; answer: Answer } | null) => {
        this.dialog.remove()
        resolve(done)
      }
      this.dialog.addEventListener('close', () => end(null))
      this.cancel.addEventListener('click', () => end(null))
      this.form.addEventListener('submit', async (event) => {
        event.preventDefault()
        const choice = this.choice
        this.button.disabled = true
        const answer = await send(choice)
        this.button.disabled = false
        if (!this.dialog.isConnected) return
        if (answer.field === 'despiteClosed') this.askAboutClosed(answer.refusal!)
        else if (answer.field === 'onTaken') this.askAboutTaken(answer.refusal!)
        else end({ scope: choice.scope, answer })
      })
      for (const scope of this.dialog.querySelectorAll('input[name="scope"]'))
        scope.addEventListener('change', () => this.forget())
      this.dialog.showModal()
    })
  }

  private get form() {
    return this.dialog.querySelector('form')!
  }

  private get button() {
    return this.dialog.querySelector<HTMLButtonElement>('button[type="submit"]')!
  }

  private get cancel() {
    return this.dialog.querySelector<HTMLButtonElement>('[data-cancel]')!
  }

  private get taken() {
    return this.dialog.querySelector<HTMLElement>('[data-taken]')!
  }

  private get closed() {
    return this.dialog.querySelector<HTMLElement>('[data-closed]')!
  }

  private get choice(): Choice {
    const typed = new FormData(this.form)
    const onTaken = this.taken.hidden ? undefined : String(typed.get('onTaken'))
    return { scope: typed.get('scope') as Scope, onTaken, despiteClosed: !this.closed.hidden }
  }

  /** What was said is about other dates than those that are meant now. */
  private forget() {
    this.taken.hidden = this.closed.hidden = true
    this.button.textContent = this.words
  }

  private askAboutClosed(sentence: string) {
    this.closed.hidden = false
    this.closed.querySelector('[data-sentence]')!.textContent = sentence
    this.button.textContent = this.button.dataset.anyway!
    // Enter, pressed once too often, moves nothing.
    this.cancel.focus()
  }

  private askAboutTaken(sentence: string) {
    this.taken.hidden = false
    this.taken.querySelector('[data-sentence]')!.textContent = sentence
    this.taken.querySelector<HTMLInputElement>('input:checked')!.focus()
  }
}
