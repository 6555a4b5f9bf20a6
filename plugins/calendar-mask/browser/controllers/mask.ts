import { Controller } from '@hotwired/stimulus'
import { visit } from '@hotwired/turbo'
import { Curtain } from '../curtain.ts'
import { Presence } from '../presence.ts'

/** What a switch of windows or a dialog of the browser may take, before it means that somebody went away. */
const LEFT_AFTER_MS = 300

/**
 * The eye. Each is a form that works without this: here it becomes quicker, gets a key, and closes by itself. The
 * server hides the names; what this does is to replace the page that shows them, at once and in every tab.
 */
export default class extends Controller<HTMLFormElement> {
  static override targets = ['curtain']
  static override values = { masked: Boolean, idleMinutes: Number, whenLeft: Boolean }
  declare readonly curtainTarget: HTMLTemplateElement
  declare readonly maskedValue: boolean
  declare readonly idleMinutesValue: number
  declare readonly whenLeftValue: boolean
  private presence?: Presence

  override connect() {
    // A page has the eye in several places, and one of them acts for all.
    if (!this.isFirst) return
    this.presence = new Presence({
      idleMs: this.idleMinutesValue * 60_000,
      leftMs: this.whenLeftValue ? LEFT_AFTER_MS : 0,
      gone: () => void this.hide(),
      hiddenElsewhere: () => this.replace(),
    })
  }

  override disconnect() {
    this.presence?.end()
  }

  /** To show names takes the way of every form; to hide them cannot wait for it. */
  submitted(event: Event) {
    if (this.maskedValue) return
    event.preventDefault()
    void this.first.hide()
  }

  key(event: KeyboardEvent) {
    if (!this.isFirst || !event.altKey || !event.shiftKey || event.code !== 'KeyH') return
    event.preventDefault()
    this.element.requestSubmit()
  }

  async hide() {
    if (this.maskedValue || Curtain.isDrawn) return
    const curtain = Curtain.draw(this.curtainTarget)
    const answer = await fetch(this.element.action, { method: 'POST', redirect: 'manual' }).catch(
      () => null
    )
    if (!answer) return curtain.say('unreachable')
    this.presence?.tellHidden()
    this.replace(curtain)
  }

  /** The same page again, without names; unless somebody was typing, whose words are kept under the curtain. */
  private replace(curtain = Curtain.draw(this.curtainTarget)) {
    if (hasUnsaved()) return curtain.say('kept')
    visit(location.pathname + location.search, { action: 'replace' })
  }

  private get isFirst() {
    return document.querySelector('[data-controller="calendar-mask"]') === this.element
  }

  private get first() {
    const element = document.querySelector('[data-controller="calendar-mask"]')!
    return this.application.getControllerForElementAndIdentifier(element, 'calendar-mask') as this
  }
}

/** Whether a form that changes something holds what was not sent yet. */
function hasUnsaved() {
  const controls = document.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
    'form[method=post i] :is(input:not([type=hidden]), textarea, select)'
  )
  return [...controls].some(isChanged) || document.querySelector('[data-unsaved]') !== null
}

function isChanged(control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement) {
  if (control instanceof HTMLSelectElement)
    return [...control.options].some(
      (option, index) => option.selected !== (option.defaultSelected || isPreset(control, index))
    )
  const isBox = control.type === 'checkbox' || control.type === 'radio'
  return isBox
    ? (control as HTMLInputElement).checked !== (control as HTMLInputElement).defaultChecked
    : control.value !== control.defaultValue
}

/** A browser chooses the first option where the page chooses none. */
function isPreset({ options, multiple }: HTMLSelectElement, index: number) {
  return !multiple && index === 0 && ![...options].some((option) => option.defaultSelected)
}
