import { Controller } from '@hotwired/stimulus'

type Problem = 'cancelled' | 'known' | 'unsupported' | 'failed'

/**
 * Asks the browser to make a passkey or to sign with one, and sends its answer with the form. What it has
 * to sign stands in the page, or is fetched when the button is pressed, so that looking at
 * the page leaves nothing on the server.
 */
export default class extends Controller<HTMLFormElement> {
  static override targets = ['answer', 'offer', 'problem', 'sentence', 'word']
  static override values = { act: String, challenge: String, options: Object }
  declare readonly answerTarget: HTMLInputElement
  declare readonly offerTargets: HTMLElement[]
  declare readonly problemTarget: HTMLElement
  declare readonly sentenceTarget: HTMLElement
  declare readonly wordTargets: HTMLTemplateElement[]
  declare readonly actValue: 'use' | 'make'
  declare readonly challengeValue: string
  declare readonly optionsValue: never

  override connect() {
    const isSupported = Boolean(window.PublicKeyCredential)
    for (const offer of this.offerTargets) offer.hidden = !isSupported
    if (!isSupported && this.actValue === 'make') this.tell('unsupported')
  }

  async ask(event: Event) {
    event.preventDefault()
    if (!this.element.reportValidity()) return
    this.problemTarget.hidden = true
    try {
      this.answerTarget.value = JSON.stringify(await this.answer())
      this.element.requestSubmit()
    } catch (error) {
      this.tell(problemIn(error as Error))
    }
  }

  private async answer() {
    const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser')
    const optionsJSON = await this.options()
    return this.actValue === 'make'
      ? startRegistration({ optionsJSON })
      : startAuthentication({ optionsJSON })
  }

  private async options(): Promise<never> {
    if (!this.challengeValue) return this.optionsValue
    const response = await fetch(this.challengeValue, { method: 'POST' })
    return response.json() as Promise<never>
  }

  private tell(problem: Problem) {
    const word = this.wordTargets.find(({ dataset }) => dataset.word === problem)
    this.sentenceTarget.textContent = word?.content.textContent ?? ''
    this.problemTarget.hidden = false
  }
}

function problemIn({ name }: Error): Problem {
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled'
  return name === 'InvalidStateError' ? 'known' : 'failed'
}
