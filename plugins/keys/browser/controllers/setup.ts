import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { saveAs } from '#js/saving'
import { openKeyFile, writeKeyFile } from '../crypto/key_file.ts'
import { type Keys, makeKeys } from '../crypto/key_pair.ts'
import { fingerprint } from '../crypto/words.ts'
import { problemOf, readKeyFile } from '../forms/key_file_text.ts'
import { proveKey, register } from '../vault/registry.ts'
import { suggestedPassphrase } from '../forms/suggested_passphrase.ts'
import { TypedField } from '../forms/typed_field.ts'
import { weaknessOf } from '../forms/weakness.ts'
import { vault } from '../vault/vault.ts'
import { Wizard } from '../forms/wizard.ts'
import type { Chosen } from './file.ts'

/**
 * Makes a key: a passphrase, a file that is downloaded, and the proof that the file on the disk opens with what was
 * typed. Until then the server knows nothing of it. No request has the passphrase or the private key in it.
 */
export default class extends Controller<HTMLElement> {
  static override targets = [
    'step',
    'passphrase',
    'repeated',
    'fileName',
    'kept',
    'tried',
    'prove',
    'problem',
  ]
  static override values = {
    clinic: String,
    holder: String,
    why: String,
    about: Object,
    personal: Array,
    after: String,
    words: Object,
  }
  declare readonly stepTargets: HTMLElement[]
  declare readonly passphraseTarget: HTMLInputElement
  declare readonly repeatedTarget: HTMLInputElement
  declare readonly fileNameTarget: HTMLElement
  declare readonly keptTarget: HTMLButtonElement
  declare readonly triedTarget: HTMLInputElement
  declare readonly proveTarget: HTMLButtonElement
  declare readonly problemTarget: HTMLElement
  declare readonly clinicValue: string
  declare readonly holderValue: string
  declare readonly whyValue: string
  declare readonly aboutValue: { name: string; clinic: string }
  declare readonly personalValue: string[]
  declare readonly afterValue: string
  declare readonly wordsValue: Record<string, string>
  private made = { id: '', text: '', at: new Date() }
  private file: Chosen['detail']['file'] | null = null

  async suggest() {
    const words = suggestedPassphrase()
    for (const input of [this.passphraseTarget, this.repeatedTarget]) {
      input.value = words
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }
    // It must be written down or learned, so it must be seen.
    const show = this.passphraseTarget.parentElement!.querySelector('button')!
    if (this.passphraseTarget.type === 'password') show.click()
  }

  async make(event: Event) {
    event.preventDefault()
    for (const field of [this.passphrase, this.repeated]) field.clear()
    const weakness = await weaknessOf(this.passphrase.value, this.personalValue)
    if (weakness) return this.passphrase.blame(this.wordsValue[weakness])
    if (this.passphrase.value !== this.repeated.value)
      return this.repeated.blame(this.wordsValue.differs)
    const at = new Date()
    const keys = await makeKeys()
    const { name: member, clinic } = this.aboutValue
    const text = await writeKeyFile(keys, this.passphrase.value, { clinic, member, made: at })
    this.made = { id: keys.id, text, at }
    for (const field of [this.passphrase, this.repeated]) field.empty()
    this.fileNameTarget.textContent = this.fileName
    this.wizard.show(1)
  }

  download() {
    saveAs(new Blob([this.made.text], { type: 'application/x-pem-file' }), this.fileName)
    this.keptTarget.disabled = false
  }

  kept() {
    this.wizard.show(2)
  }

  back() {
    this.wizard.show(1)
  }

  chosen({ detail }: Chosen) {
    this.file = detail.file
    this.fileField.clear()
  }

  async prove(event: Event) {
    event.preventDefault()
    for (const field of [this.fileField, this.tried]) field.clear()
    this.proveTarget.disabled = true
    try {
      const text = await readKeyFile(this.file)
      await this.take(await openKeyFile(text, this.tried.value, this.made.id))
    } catch (fault) {
      this.blame(problemOf(fault))
    } finally {
      this.proveTarget.disabled = false
    }
  }

  /** From now on it is the member's key, and open in this tab. */
  private async take(keys: Keys) {
    const { clinicValue: clinic, holderValue: member } = this
    await register(keys, { clinic, member, made: this.made.at })
    await proveKey(keys, clinic, this.whyValue || undefined)
    this.tried.empty()
    vault.introduce({ clinic, member, key: keys.id })
    await vault.unlockWith(keys)
    visit(this.afterValue)
  }

  private blame(problem: string) {
    if (problem === 'wrong_passphrase') return this.tried.blame(this.wordsValue[problem])
    const isOfServer = problem === 'unreachable' || problem === 'refused'
    this.problemTarget.hidden = !isOfServer
    if (isOfServer) this.problemTarget.querySelector('p')!.textContent = this.wordsValue[problem]
    else this.fileField.blame(this.wordsValue[problem])
  }

  /** Two words of the fingerprint tell it from a key that was made before. */
  private get fileName() {
    const { name, clinic } = this.aboutValue
    const words = fingerprint(this.made.id).words.slice(0, 2)
    const parts = ['fortrolig', clinic, name, this.made.at.toISOString().slice(0, 10), ...words]
    return `${parts
      .join('-')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')}.pem`
  }

  private get wizard() {
    return new Wizard(this.element.querySelector('ol')!, this.stepTargets)
  }

  private get passphrase() {
    return new TypedField(this.passphraseTarget)
  }

  private get repeated() {
    return new TypedField(this.repeatedTarget)
  }

  private get tried() {
    return new TypedField(this.triedTarget)
  }

  private get fileField() {
    return new TypedField(this.element.querySelector<HTMLInputElement>('input[type="file"]')!)
  }
}
