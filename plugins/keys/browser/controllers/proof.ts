import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { openKeyFile } from '../crypto/key_file.ts'
import { problemOf, readKeyFile } from '../forms/key_file_text.ts'
import { proveKey } from '../vault/registry.ts'
import { TypedField } from '../forms/typed_field.ts'
import { vault } from '../vault/vault.ts'
import type { Chosen } from './file.ts'

/** Tries the key file again: that it is still there, that it opens, and that the member knows its passphrase. */
export default class extends Controller<HTMLElement> {
  static override targets = ['passphrase', 'submit', 'done']
  static override values = { key: String, clinic: String, words: Object }
  declare readonly passphraseTarget: HTMLInputElement
  declare readonly submitTarget: HTMLButtonElement
  declare readonly keyValue: string
  declare readonly clinicValue: string
  declare readonly wordsValue: Record<string, string>
  private file: Chosen['detail']['file'] | null = null

  chosen({ detail }: Chosen) {
    this.file = detail.file
    this.fileField.clear()
  }

  async prove(event: Event) {
    event.preventDefault()
    for (const field of [this.fileField, this.passphrase]) field.clear()
    this.submitTarget.disabled = true
    try {
      const text = await readKeyFile(this.file)
      const keys = await openKeyFile(text, this.passphrase.value, this.keyValue)
      await proveKey(keys, this.clinicValue)
      this.passphrase.empty()
      if (vault.state === 'locked') await vault.unlockWith(keys)
      visit('/keys')
    } catch (fault) {
      const problem = problemOf(fault)
      const field = problem === 'wrong_passphrase' ? this.passphrase : this.fileField
      field.blame(this.wordsValue[problem])
    } finally {
      this.submitTarget.disabled = false
    }
  }

  private get passphrase() {
    return new TypedField(this.passphraseTarget)
  }

  private get fileField() {
    return new TypedField(this.element.querySelector<HTMLInputElement>('input[type="file"]')!)
  }
}
