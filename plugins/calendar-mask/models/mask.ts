import type Member from '#models/member'
import { Visit } from '#members/visit'
import type { Rules } from '../settings.js'
import { rulesFor } from './rules.js'

const ID = 'calendar-mask'
/** Typing is told to the server every two minutes, and noted to half a minute: who types is not idle. */
const SIGNS_OF_LIFE_LAG_MINUTES = 2.5

/**
 * Whether the names of clients are hidden from a member, now.
 *
 * It belongs to the session, which is one browser: all its tabs are masked at once, because all are on the screen that
 * somebody looks at. Another device is not: to show names at home must not show them on the screen at the front desk
 * where one is still signed in.
 */
export class Mask {
  static of(member: Member) {
    return new Mask(Visit.of(member), rulesFor(member))
  }

  private constructor(
    private visit: Visit | null,
    private rules: Rules
  ) {}

  get isOn() {
    // Whoever asks about a screen without the session of the one who looks at it learns no names.
    if (!this.visit) return true
    const word = this.visit.mark(ID)
    return word === 'on' || this.wasLeftAlone || (word === null && this.rules.fromStart)
  }

  putOn() {
    this.visit?.setMark(ID, 'on')
  }

  takeOff() {
    this.visit?.setMark(ID, 'off')
  }

  private get wasLeftAlone() {
    const { idleMinutes } = this.rules
    return idleMinutes > 0 && this.visit!.longestPause > idleMinutes + SIGNS_OF_LIFE_LAG_MINUTES
  }
}
