import { Controller } from '@hotwired/stimulus'
import { beginAnew, watchIdleness } from '../device/idle.ts'
import { keptKey } from '../device/kept_key.ts'
import { lockOtherTabs, watchOtherTabs } from '../device/other_tabs.ts'
import { tell } from '../forms/telling.ts'
import { askToUnlock } from '../vault/unlocking.ts'
import { vault } from '../vault/vault.ts'

/**
 * The lock in the frame of every page: shows whether this tab can read, opens the dialog, and locks. The key itself is
 * the vault's and outlives the page; this only tells the vault whose it is.
 */
export default class extends Controller<HTMLElement> {
  static override targets = ['locked', 'unlocked']
  static override values = {
    clinic: String,
    member: String,
    key: String,
    minutes: Number,
    mayKeep: Boolean,
    idle: String,
    elsewhere: String,
  }
  declare readonly lockedTargets: HTMLElement[]
  declare readonly unlockedTargets: HTMLElement[]
  declare readonly clinicValue: string
  declare readonly memberValue: string
  declare readonly keyValue: string
  declare readonly minutesValue: number
  declare readonly mayKeepValue: boolean
  declare readonly idleValue: string
  declare readonly elsewhereValue: string
  private readonly show = () => this.showState()

  override connect() {
    vault.introduce({ clinic: this.clinicValue, member: this.memberValue, key: this.keyValue })
    vault.addEventListener('change', this.show)
    watchIdleness(this.minutesValue, () => void this.lockIdle())
    watchOtherTabs(() => this.lockToo(this.elsewhereValue))
    this.showState()
    void this.openKept()
  }

  override disconnect() {
    vault.removeEventListener('change', this.show)
  }

  press() {
    return vault.state === 'unlocked' ? this.lock() : askToUnlock()
  }

  key(event: KeyboardEvent) {
    if (event.defaultPrevented || !event.altKey || !event.shiftKey || event.code !== 'KeyL') return
    event.preventDefault()
    void this.press()
  }

  /** Who locks means it: every tab, and what was kept on this device. */
  private async lock() {
    vault.lock()
    lockOtherTabs()
    await keptKey.forget(this.memberValue)
  }

  private async openKept() {
    if (!this.mayKeepValue) return keptKey.forget(this.memberValue)
    const keys = vault.state === 'locked' && (await keptKey.of(this.memberValue, this.keyValue))
    if (keys && vault.state === 'locked') await vault.unlockWith(keys)
  }

  /** Whoever keeps the key on this device has decided that time does not lock it. */
  private async lockIdle() {
    if (vault.state !== 'unlocked') return
    if (await keptKey.of(this.memberValue, this.keyValue)) return beginAnew()
    this.lockToo(this.idleValue)
  }

  /** Nobody asked for it in this tab, so it says why. */
  private lockToo(why: string) {
    if (vault.state !== 'unlocked') return
    vault.lock()
    tell(why)
  }

  private showState() {
    const isOpen = vault.state === 'unlocked'
    for (const each of this.lockedTargets) each.hidden = isOpen
    for (const each of this.unlockedTargets) each.hidden = !isOpen
  }
}
