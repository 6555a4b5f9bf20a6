import { randomInt, timingSafeEqual } from 'node:crypto'

const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const LENGTH = 12
const WRONG_BEFORE_NEW = 10

/**
 * The code that the console prints while the server has no clinic. Without it, a stranger who finds
 * the port first would become the owner. It lives in memory only, and changes with each start and
 * after ten wrong answers.
 */
export class SetupCode {
  private code = newCode()
  private wrong = 0

  /** @param announce tells the operator the code: on the console */
  constructor(private announce: (code: string) => void) {
    this.announce(this.code)
  }

  accepts(answer: string) {
    const isRight = isSame(normalise(answer), normalise(this.code))
    if (!isRight && ++this.wrong >= WRONG_BEFORE_NEW) this.renew()
    return isRight
  }

  private renew() {
    this.code = newCode()
    this.wrong = 0
    this.announce(this.code)
  }
}

function newCode() {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(
    ''
  )
  return letters.match(/.{4}/g)!.join('-')
}

function normalise(code: string) {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

function isSame(left: string, right: string) {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))
}

let current: SetupCode | null = null

/** The code of this start of the server; made, and printed, when it is first asked for. */
export function setupCode() {
  return (current ??= new SetupCode((code) => {
    console.log(
      `\n  This server has no clinic yet. Open it in a browser and enter this code: ${code}\n`
    )
  }))
}
