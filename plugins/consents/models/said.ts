import type { Question } from './question.js'

/**
 * What a client had said on a form that comes back, for as long as it is about the same words. On a page that is
 * opened anew nothing is chosen.
 */
export class Said {
  private answers: Record<string, unknown>
  private texts: Record<string, unknown>

  /** @param typed the form as it was sent; empty when none was */
  constructor(
    private questions: Question[],
    typed: Record<string, any>
  ) {
    this.answers = typed.answers ?? {}
    this.texts = typed.texts ?? {}
  }

  to(question: Question) {
    return this.isAboutTheSame(question) ? this.answers[question.id] : null
  }

  /** Whether a text is no longer the one that the client had in front of them. */
  get isOutdated() {
    const wasSent = Object.keys(this.texts).length > 0
    return wasSent && !this.questions.every((question) => this.isAboutTheSame(question))
  }

  private isAboutTheSame(question: Question) {
    return this.texts[question.id] === question.text.hash
  }
}
