import { NotTaken, RecoveryFault } from '../crypto/faults.ts'
import type { Keys } from '../crypto/key_pair.ts'
import { recoveryFromShares, recoveryFromWords } from '../crypto/recovery.ts'
import { shareOf } from '../crypto/words.ts'
import { TypedField } from './typed_field.ts'

/** The fields into which somebody types what is on paper: one for 24 words, or two for two of three sheets. */
export class RecoveryWords {
  private fields: TypedField[]

  constructor(
    inputs: HTMLTextAreaElement[],
    /** A sentence for each problem; `%` in it is the number of the word. */
    private words: Record<string, string>
  ) {
    this.fields = inputs
      .filter((input) => !input.closest('[hidden]'))
      .map((each) => new TypedField(each))
  }

  /**
   * The recovery key, if it is the one that is expected; else null, and a sentence stands beside the field.
   *
   * @param expected the id of the clinic's recovery key
   */
  async key(expected: string): Promise<Keys | null> {
    for (const field of this.fields) field.clear()
    const typed = this.fields.map(({ value }) => value)
    const empty = this.fields.find(({ value }) => !value.trim())
    if (empty) return this.say(empty, 'no_words')
    return typed.length === 2
      ? this.keyOfShares(typed, expected)
      : this.reading(this.fields[0], () => recoveryFromWords(typed[0], expected))
  }

  /** Each share can be wrong in itself; only then do they not fit together. */
  private async keyOfShares([one, other]: string[], expected: string) {
    for (const field of this.fields)
      if (!(await this.reading(field, () => shareOf(field.value)))) return null
    return this.reading(this.fields[1], () => recoveryFromShares([one, other], expected))
  }

  private async reading<Value>(field: TypedField, read: () => Promise<Value>) {
    try {
      return await read()
    } catch (fault) {
      if (!(fault instanceof RecoveryFault)) throw fault
      return this.say(field, fault.problem, fault.word)
    }
  }

  /** Says what came of telling the server. */
  blame(fault: unknown) {
    if (!(fault instanceof NotTaken)) throw fault
    this.say(this.fields[0], fault.problem)
  }

  /** What was typed is on paper; it must not stay on the screen. */
  empty() {
    for (const field of this.fields) field.empty()
  }

  private say(field: TypedField, problem: string, word = 0) {
    field.blame(this.words[problem].replace('%', String(word)))
    return null
  }
}
