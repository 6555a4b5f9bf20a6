/** The steps of a guided page: one is shown, the list above says which, and the focus goes to its heading. */
export class Wizard {
  constructor(
    private list: HTMLElement,
    private steps: HTMLElement[]
  ) {}

  show(current: number) {
    for (const [index, step] of this.steps.entries()) step.hidden = index !== current
    for (const [index, item] of [...this.list.children].entries()) {
      item.classList.toggle('is-done', index < current)
      if (index === current) item.setAttribute('aria-current', 'step')
      else item.removeAttribute('aria-current')
    }
    this.steps[current].querySelector<HTMLElement>('h2')?.focus()
  }
}
