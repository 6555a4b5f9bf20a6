import { type ActionEvent, Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { NotTaken } from '../crypto/faults.ts'
import { giveUpFile } from '../vault/registry.ts'

/** Gives up a file that does not open any more, once somebody has typed that they mean it. */
export default class extends Controller<HTMLElement> {
  static override targets = ['dialog', 'name', 'word', 'problem']
  static override values = { words: Object }
  declare readonly dialogTarget: HTMLDialogElement
  declare readonly nameTarget: HTMLElement
  declare readonly wordTarget: HTMLInputElement
  declare readonly problemTarget: HTMLElement
  declare readonly wordsValue: Record<string, string>
  private asked: { file: string; name: string; row: HTMLElement } | null = null

  ask({ currentTarget, params }: ActionEvent) {
    const { file, name } = params as Record<'file' | 'name', string>
    this.asked = { file, name, row: (currentTarget as HTMLElement).closest('li')! }
    this.nameTarget.textContent = name
    this.problemTarget.hidden = true
    this.wordTarget.value = ''
    this.wordTarget.dispatchEvent(new Event('input'))
    this.dialogTarget.showModal()
    this.wordTarget.focus()
  }

  cancel() {
    this.dialogTarget.close()
  }

  async giveUp(event: Event) {
    event.preventDefault()
    const { file, name, row } = this.asked!
    try {
      await giveUpFile(file)
    } catch (fault) {
      if (!(fault instanceof NotTaken)) throw fault
      return this.say(fault.problem)
    }
    this.dialogTarget.close()
    row.textContent = this.wordsValue.given_up.replace('%', () => name)
    // The page says what is left. Which others do not open it cannot say, so long as there are some.
    if (!row.closest('[role="alert"]')!.querySelector('a'))
      visit('/keys/rotation', { action: 'replace' })
  }

  private say(problem: string) {
    this.problemTarget.querySelector('p')!.textContent = this.wordsValue[problem]
    this.problemTarget.hidden = false
  }
}
