/**
 * What happened, in the place where every page says so, one at a time. The words and buttons come from
 * templates of the page.
 */
export class Messages {
  constructor(private page: HTMLElement) {}

  problem(sentence: string) {
    this.say('problem', sentence)
  }

  done(sentence: string, undo: () => void) {
    const message = this.say('done', sentence)
    const button = message.querySelector<HTMLButtonElement>('[data-undo]')!
    button.addEventListener('click', () => {
      message.remove()
      undo()
    })
  }

  private say(kind: string, sentence: string) {
    const template = this.page.querySelector<HTMLTemplateElement>(
      `template[data-message="${kind}"]`
    )!
    const message = template.content.firstElementChild!.cloneNode(true) as HTMLElement
    message.querySelector('.notice-body')!.textContent = sentence
    document.querySelector('.toasts')!.replaceChildren(message)
    return message
  }
}
