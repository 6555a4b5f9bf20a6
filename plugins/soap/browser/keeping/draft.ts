import { uuidv7 } from 'uuidv7'
import { type Circle, vault } from '../../../keys/browser/api.ts'
import type { NoteBody } from '../notes/body.ts'
import { buffer } from './buffer.ts'
import { digestOf } from './digest.ts'
import { type Handed, openNote } from '../notes/opening.ts'
import { type Content, NotSent, reach } from './server.ts'

const SEND_AFTER_MS = 1500
const TRY_AGAIN_MS = 5000

/**
 * - `typed` not even sealed yet: for some milliseconds
 * - `kept` sealed in this browser
 * - `saved` on the server
 * - `offline`, `signed_out`, `refused` kept, and why it is not on the server
 * - `stale` another tab or computer was faster
 */
export type DraftState = 'typed' | 'kept' | 'saved' | 'offline' | 'signed_out' | 'refused' | 'stale'

export type Start = {
  note: string
  client: string
  appointment: string | null
  member: string
  circle: Circle
  version: number
  body: NoteBody
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
  private sitting = crypto.randomUUID() as string
  private isDirty = false
  private kept: { envelope: string; version: number } | null = null
  private keeping: Promise<void> | null = null
  private sending: Promise<void> | null = null
  private clock?: ReturnType<typeof setTimeout>

  constructor(readonly start: Start) {
    super()
    this.body = start.body
    this.version = start.version
    this.circle = start.circle
    window.addEventListener('online', this.again)
  }

  /** What it says now. */
  edit(body: NoteBody) {
    this.body = body
    this.isDirty = true
    this.is('typed')
    this.keep()
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

  /** What the newer version says that somebody else wrote, or the same person in another tab. */
  async newest() {
    const { note } = await this.content()
    const { body } = await openNote<NoteBody>(note as Handed)
    return body
  }

  /** Goes on from a newer version of somebody else; theirs stays as a version. */
  async overtakeNewest() {
    const { note } = await this.content()
    this.version = note.version
    this.isDirty = true
    this.state = 'typed'
    return this.flush()
  }

  /** Another sitting begins: what was written so far stays as a version of its own. */
  sitAnew() {
    this.sitting = crypto.randomUUID()
  }

  /** The author signs. Returns whether the server has it. */
  async finalise(name: string) {
    if (!(await this.flush())) return false
    const { note, client } = this.start
    const about = { type: 'soap-note', client, record: note, version: this.version + 1 }
    const body = { ...this.body, signed: { name } }
    const envelope = await vault.seal({ ...about, circle: this.circle, body })
    const { signed } = await vault.open(envelope, about)
    const next = { version: about.version, sitting: this.sitting, envelope }
    await reach('POST', `/notes/${note}/finalisation`, { ...next, digest: await digestOf(signed) })
    return true
  }

  async discard() {
    clearTimeout(this.clock)
    if (this.version) await reach('DELETE', `/notes/${this.start.note}`)
    await buffer.discard(this.start.note)
    this.end()
  }

  /** Stops sending. What is sealed stays in the buffer. */
  end() {
    clearTimeout(this.clock)
    window.removeEventListener('online', this.again)
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
      await buffer.put({
        ...{ note, client, appointment, member, version, sitting, envelope },
        at: Date.now(),
      })
      this.kept = { envelope, version }
      if (!this.isDirty) this.is('kept')
    }
  }

  private send() {
    this.sending ??= this.sendKept().finally(() => (this.sending = null))
    return this.sending
  }

  private async sendKept() {
    if (!this.kept || this.state === 'stale') return
    if (this.kept.version !== this.version + 1) return this.sealAnew()
    const { envelope } = this.kept
    try {
      await this.post(envelope)
      await this.arrived(envelope)
    } catch (error) {
      if (!(error instanceof NotSent)) throw error
      await this.failed(error, envelope)
    }
  }

  private async post(envelope: string) {
    const { note, client, appointment } = this.start
    const { sitting } = this
    if (this.version) {
      const next = { version: this.version + 1, sitting, envelope }
      await reach('PUT', `/notes/${note}`, next)
    } else {
      const first = { id: note, sitting, appointment, envelope }
      await reach('POST', `/clients/${client}/notes`, first)
    }
  }

  private async arrived(envelope: string) {
    this.version += 1
    await buffer.remove(this.start.note, envelope)
    // What was typed meanwhile is sealed as the version that has just been taken.
    if (this.kept?.envelope !== envelope || this.isDirty) return this.sealAnew()
    this.kept = null
    this.savedAt = new Date()
    this.is('saved')
  }

  private async sealAnew() {
    this.isDirty = true
    this.sendSoon(SEND_AFTER_MS)
    await this.keep()
  }

  private async failed({ problem, version }: NotSent, envelope: string) {
    if (problem === 'stale' && (await this.isOurs())) {
      this.version = version - 1
      return this.arrived(envelope)
    }
    if (problem === 'circle') return this.followCircle()
    this.is(problem === 'final' ? 'stale' : problem)
    if (problem === 'offline') this.sendSoon(TRY_AGAIN_MS)
  }

  /** Readers came or went meanwhile: what was kept is sealed for those who are there now. */
  private async followCircle() {
    vault.refresh()
    const circles = await vault.circlesOf(this.start.client)
    const now = circles.find(({ id }) => id === this.circle.id)
    if (!now || now.version === this.circle.version) return this.is('refused')
    this.circle = now
    return this.sealAnew()
  }

  /** An answer that was lost on its way: the server has what we sent, and says that we are late. */
  private async isOurs() {
    const found = await this.content().catch(() => null)
    return found?.note.sitting === this.sitting
  }

  private content() {
    return reach<Content>('GET', `/notes/${this.start.note}/content`)
  }

  private sendSoon(milliseconds: number) {
    clearTimeout(this.clock)
    this.clock = setTimeout(() => void this.flush(), milliseconds)
  }

  private again = () => {
    if (this.kept) void this.flush()
  }

  private is(state: DraftState) {
    // A newer version elsewhere is not forgotten because somebody goes on typing.
    if (this.state === 'stale' && state === 'kept') return
    this.state = state
    this.dispatchEvent(new Event('change'))
  }
}

/** A new note's id: it is in every envelope of the note, so the browser makes it. */
export function newNoteId() {
  return uuidv7()
}
