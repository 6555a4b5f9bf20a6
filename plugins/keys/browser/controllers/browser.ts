import { Controller } from '@hotwired/stimulus'
import { keptKey } from '../device/kept_key.ts'
import { rememberedFile } from '../device/remembered_file.ts'
import { vault } from '../vault/vault.ts'

/** Says what this browser knows of the key, and forgets it. */
export default class extends Controller<HTMLElement> {
  static override targets = ['locked', 'unlocked', 'kept', 'remembered', 'forget']
  static override values = { holder: String }
  declare readonly lockedTarget: HTMLElement
  declare readonly unlockedTarget: HTMLElement
  declare readonly keptTarget: HTMLElement
  declare readonly rememberedTarget: HTMLElement
  declare readonly forgetTarget: HTMLElement
  declare readonly holderValue: string
  private readonly show = () => void this.showState()

  override connect() {
    vault.addEventListener('change', this.show)
    this.show()
  }

  override disconnect() {
    vault.removeEventListener('change', this.show)
  }

  async forget() {
    await Promise.all([keptKey.forget(this.holderValue), rememberedFile.forget(this.holderValue)])
    await this.showState()
  }

  private async showState() {
    const { holderValue: holder, rememberedTarget: remembered } = this
    const kept = await keptKey.of(holder, vault.holder?.key ?? '')
    const file = await rememberedFile.of(holder)
    const isOpen = vault.state === 'unlocked'
    this.lockedTarget.hidden = isOpen
    this.unlockedTarget.hidden = !isOpen || kept !== null
    this.keptTarget.hidden = kept === null
    remembered.hidden = !file
    remembered.textContent = file ? remembered.dataset.words!.replace('%', file.name) : ''
    this.forgetTarget.hidden = !file && !kept
  }
}
