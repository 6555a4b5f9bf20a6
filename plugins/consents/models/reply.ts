import type { Actor } from '#audit/actor'
import type { Question } from './question.js'
import type { Signature } from './signature.js'

/** What a client sends: for each question yes or no, and the hash of the words that this was said to. */
export type Reply = {
  /** The language of the page. */
  locale: string
  answers: Record<string, 'given' | 'refused'>
  texts: Record<string, string>
  signing: 'drawn' | 'typed'
  signature?: Signature | null
  signedName?: string
  by: Actor
  userAgent?: string
}

/** Whether the client answered to exactly these words. */
export function isAbout({ answers, texts }: Reply, questions: Question[]) {
  return (
    Object.keys(answers).length === questions.length &&
    questions.every((question) => answers[question.id] && question.isAbout(texts[question.id]))
  )
}
