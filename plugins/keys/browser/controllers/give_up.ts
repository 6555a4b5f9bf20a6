import { type ActionEvent, Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { giveUpFile } from '../vault/registry.ts'
import { askToUnlock } from '../vault/unlocking.ts'
import { vault } from '../vault/vault.ts'
import type { ExposedFile } from '../vault/wire.ts'
import { problemOf } from './running.ts'

/** Gives up a file that does not open any more, once somebody has typed that they mean it. */
export default class extends Controller<HTMLElement> {
  static override targets = ['dialog', 'form', 'name', 'word', 'problem', 'prove']
  static override values = { words: Object }
  declare readonly dialogTarget: HTMLDialogElement
  declare readonly formTarget: HTMLFormElement
  declare readonly nameTarget: HTMLElement
  declare readonly wordTarget: HTMLInputElement
  declare readonly problemTarget: HTMLElement
  declare readonly proveTarget: HTMLElement
  declare readonly wordsValue: Record<string, string>
  private asked: { file: ExposedFile; name: string; row: HTMLElement } | null = null

  ask({ currentTarget, params }: ActionEvent) {
    const { file, name } = params as { file: ExposedFile; name: string }
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
    if (!(await askToUnlock())) return
    const { file, name, row } = this.asked!
    // It comes down once more: that takes a moment.
    this.formTarget.inert = true
    try {
      const outcome = (await opensAgain(file)) ? 'opens_again' : 'given_up'
      if (outcome === 'given_up') await giveUpFile(file)
      row.textContent = this.wordsValue[outcome].replace('%', () => name)
    } catch (fault) {
      return this.say(problemOf(fault))
    } finally {
      this.formTarget.inert = false
    }
    this.dialogTarget.close()
    // The page says what is left. Which others do not open it cannot say, so long as there are some.
    if (!row.closest('[role="alert"]')!.querySelector('a'))
      visit('/keys/rotation', { action: 'replace' })
  }

  private say(problem: string) {
    this.problemTarget.querySelector('p')!.textContent = this.wordsValue[problem]
    this.proveTarget.hidden = problem !== 'unproved'
    this.problemTarget.hidden = false
  }
}

/** Whoever runs the server may have brought it back meanwhile: then it is encrypted anew, as all the others were. */
async function opensAgain(file: ExposedFile) {
  const { sealFileAnew, DoesNotOpen } = await import('../files/another_key.ts')
  const shelf = await vault.everything()
  try {
    const { signal } = new AbortController()
    await sealFileAnew(file, shelf, { tell: () => undefined, signal })
    return true
  } catch (fault) {
    if (fault instanceof DoesNotOpen) return false
    throw fault
  }
}
