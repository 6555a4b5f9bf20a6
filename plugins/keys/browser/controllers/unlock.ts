import { Controller } from '@hotwired/stimulus'
import { beginAnew } from '../device/idle.ts'
import { keptKey } from '../device/kept_key.ts'
import { problemOf, readKeyFile } from '../forms/key_file_text.ts'
import { tell } from '../forms/telling.ts'
import { TypedField } from '../forms/typed_field.ts'
import { vault } from '../vault/vault.ts'
import type { Chosen } from './file.ts'

/** The dialog that opens the key: a file, its passphrase, and a sentence of its own for each mistake. */
export default class extends Controller<HTMLDialogElement> {
  static override targets = ['file', 'passphrase', 'keep', 'submit']
  static override values = { member: String, words: Object }
  declare readonly passphraseTarget: HTMLInputElement
  declare readonly keepTarget: HTMLInputElement
  declare readonly hasKeepTarget: boolean
  declare readonly submitTarget: HTMLButtonElement
  declare readonly memberValue: string
  declare readonly wordsValue: Record<string, string>
  private file: Chosen['detail']['file'] | null = null

  override connect() {
    this.passphrase.input.focus()
  }

  chosen({ detail }: Chosen) {
    this.file = detail.file
    this.fileField.clear()
  }

  async open(event: Event) {
    event.preventDefault()
    this.fileField.clear()
    this.passphrase.clear()
    this.submitTarget.disabled = true
    try {
      await vault.unlock(await readKeyFile(this.file), this.passphrase.value)
      beginAnew()
      if (this.hasKeepTarget && this.keepTarget.checked) await this.keep()
      this.element.close()
    } catch (fault) {
      this.blame(fault)
    } finally {
      this.submitTarget.disabled = false
    }
  }

  cancel() {
    this.element.close()
  }

  /** Some browsers keep no keys, in private windows for instance: then it is open in this tab all the same, and says so. */
  private async keep() {
    const isKept = await keptKey.keep(this.memberValue, vault.key!)
    if (!isKept) tell(this.wordsValue.not_kept)
  }

  private blame(fault: unknown) {
    const problem = problemOf(fault)
    const field = problem === 'wrong_passphrase' ? this.passphrase : this.fileField
    field.blame(this.wordsValue[problem])
  }

  private get fileField() {
    return new TypedField(this.element.querySelector<HTMLInputElement>('input[type="file"]')!)
  }

  private get passphrase() {
    return new TypedField(this.passphraseTarget)
  }
}
