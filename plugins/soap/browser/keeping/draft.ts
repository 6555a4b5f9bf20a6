import { type Circle, vault } from '../../../keys/browser/api.ts'
import type { NoteBody } from '../notes/body.ts'
import { buffer, type Unsent } from './buffer.ts'
import { type Arrived, Delivery } from './delivery.ts'
import type { DraftState } from './draft_state.ts'
import { isForOthers, readersOfToday } from './following.ts'
import { InHand } from './in_hand.ts'
import { beforeLeaving } from './leaving.ts'
import { NotSent, reach } from './server.ts'
import { signNote } from './signing.ts'
import { sendLeft } from './unsent.ts'

const SEND_AFTER_MS = 1500
const TRY_AGAIN_MS = 5000

export type Start = {
  note: string
  client: string
  appointment: string | null
  member: string
  circle: Circle
  version: number
  body: NoteBody
}

/** The last one that ended, until everything of it has arrived or cannot. */
let ending: Promise<unknown> = Promise.resolve()

/** Before a note is opened: what was on its way from the page before must not look like another window's. */
export function draftsEnded() {
  return ending
}

/**
 * A note while it is written. Each change is sealed and put into the buffer of this browser at once, and sent to
 * the server a moment later; what it says is in memory and in envelopes, nowhere else.
 *
 * It tells of itself by the event `change`.
 */
export class Draft extends EventTarget {
  state: DraftState = 'saved'
  savedAt: Date | null = null
  body: NoteBody
  version: number
  circle: Circle
  private sitting!: string
  private isDirty = false
  private kept: Unsent | null = null
  private isInBuffer = true
  private delivery: Delivery
  private keeping: Promise<void> | null = null
  private sending: Promise<void> | null = null
  private clock?: ReturnType<typeof setTimeout>
  private isOver = false
  private inHand = new InHand()
  private stayHere: () => void

  constructor(readonly start: Start) {
    super()
    this.body = start.body
    this.version = start.version
    this.circle = start.circle
    this.delivery = new Delivery(start.note)
    this.inHand.take(start.note)
    this.sitAnew()
    this.stayHere = beforeLeaving(() => this.flush())
    window.addEventListener('online', this.again)
    window.addEventListener('beforeunload', this.warn)
  }

  /** What changed of what it says. */
  edit(part: Partial<NoteBody>) {
    this.body = { ...this.body, ...part }
    this.isDirty = true
    this.is('typed')
    void this.keep()
    this.sendSoon(SEND_AFTER_MS)
  }

  /** Until everything is on the server, or it is clear why not. */
  async flush() {
    clearTimeout(this.clock)
    do {
      await this.keep()
      await this.send()
      // What was typed while it was on its way is sealed for the next version, and goes as well.
    } while (this.kept && this.state === 'kept')
    return this.state === 'saved'
  }

  /** What was typed before and did not get to the server, each as a version of its own. */
  async bringBack(found: { unsent: Unsent; body: NoteBody }[]) {
    for (const { unsent, body } of found) {
      this.sitAnew()
      this.edit(body)
      const isSaved = await this.flush()
      if (isSaved || this.isInBuffer) await buffer.remove(unsent)
    }
  }

  /** Other readers from now on; what waits is for them as well. */
  async writeFor(circle: Circle) {
    this.circle = circle
    if (this.kept) await this.sealAnew()
  }

  /** Goes on from a newer version of somebody else; theirs stays as a version. */
  async overtake(version: number) {
    this.version = version
    this.isDirty = true
    this.state = 'typed'
    return this.flush()
  }

  /** Another sitting begins: what was written so far stays as a version of its own. */
  sitAnew() {
    this.sitting = crypto.randomUUID()
    this.inHand.take(this.sitting)
  }

  /** The author signs. Returns whether the server has it. */
  async finalise(name: string) {
    if (!(await this.flush())) return false
    const sign = () => signNote(this, this.sitting, name)
    await sign().catch((error) => this.follow(error).then(sign))
    return true
  }

  async discard() {
    clearTimeout(this.clock)
    await this.atRest()
    const { note, member } = this.start
    if (this.version) await reach('DELETE', `/notes/${note}`)
    for (const unsent of await buffer.find(note, member)) await buffer.remove(unsent)
    this.kept = null
    this.end()
  }

  /** The editor is gone. What is sealed and not sent yet goes without it. */
  end() {
    this.isOver = true
    clearTimeout(this.clock)
    window.removeEventListener('online', this.again)
    window.removeEventListener('beforeunload', this.warn)
    this.stayHere()
    // Whatever hinders this one, what waits is sent from a later page; the next note does not wait for that.
    ending = this.settle().catch(() => undefined)
  }

  private async settle() {
    await this.atRest()
    // What this browser does not keep goes now, from memory, or never.
    if (!this.isInBuffer) await this.flush().catch(() => false)
    await this.inHand.letGo()
    // Whoever has this note in another window sends what is left of it when that is left too.
    await sendLeft(this.start.note, this.start.member)
  }

  private atRest() {
    return Promise.allSettled([this.keeping, this.sending])
  }

  /** Seals until nothing new was typed meanwhile; several calls are one. */
  private keep() {
    this.keeping ??= this.keepAll().finally(() => (this.keeping = null))
    return this.keeping
  }

  private async keepAll() {
    while (this.isDirty) {
      this.isDirty = false
      const { note, client, appointment, member } = this.start
      const version = this.version + 1
      const about = { type: 'soap-draft', client, record: note, version }
      const envelope = await vault.seal({ ...about, circle: this.circle, body: this.body })
      const { sitting } = this
      this.kept = { note, client, appointment, member, version, sitting, envelope, at: Date.now() }
      // A browser that keeps nothing, because it is private or its disk is full, can still send.
      this.isInBuffer = await buffer.put(this.kept).then(
        () => true,
        () => false
      )
      if (!this.isDirty) this.is('kept')
    }
  }

  private send() {
    this.sending ??= this.sendKept().finally(() => (this.sending = null))
    return this.sending
  }

  private async sendKept() {
    const { kept } = this
    if (!kept || this.state === 'stale') return
    if (kept.version !== this.version + 1) return this.sealAnew()
    try {
      await this.arrived(await this.delivery.bring(kept))
    } catch (error) {
      await this.follow(error).catch((fault) => this.failed(fault))
    }
  }

  private async arrived({ version, envelope }: Arrived) {
    const { kept } = this
    this.version = version
    // What was typed meanwhile is sealed as the version that has just been taken.
    if (kept?.envelope !== envelope || this.isDirty) return this.sealAnew()
    await buffer.remove(kept)
    this.kept = null
    this.savedAt = new Date()
    this.is('saved')
  }

  private async sealAnew() {
    this.isDirty = true
    this.sendSoon(SEND_AFTER_MS)
    await this.keep()
  }

  /**
   * Readers came or went meanwhile, if that is why it was not taken: it goes on for those who are there now.
   *
   * @throws what it was told, where it is something else
   */
  private async follow(error: unknown) {
    const now = isForOthers(error) && (await readersOfToday(this))
    if (!now) throw error
    await this.writeFor(now)
  }

  private failed(error: unknown) {
    if (!(error instanceof NotSent)) throw error
    const problem = error.problem === 'circle' ? 'refused' : error.problem
    this.is(problem === 'offline' && !this.isInBuffer ? 'only_here' : problem)
    if (problem === 'offline') this.sendSoon(TRY_AGAIN_MS)
  }

  private sendSoon(milliseconds: number) {
    clearTimeout(this.clock)
    if (!this.isOver) this.clock = setTimeout(() => void this.flush(), milliseconds)
  }

  private again = () => {
    if (this.kept) void this.flush()
  }

  private warn = (event: Event) => {
    if (this.state === 'only_here') event.preventDefault()
  }

  private is(state: DraftState) {
    // A newer version elsewhere is not forgotten because somebody goes on typing.
    if (this.state === 'stale' && state === 'kept') return
    this.state = state
    this.dispatchEvent(new Event('change'))
  }
}
