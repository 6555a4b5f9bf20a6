import { uuidv7 } from 'uuidv7'
import { type Circle, vault } from '../../../keys/browser/api.ts'
import type { AddendumBody } from '../notes/body.ts'
import { isHanded, openNote } from '../notes/opening.ts'
import { buffer, type Unsent } from './buffer.ts'
import { isForOthers, readersOfToday } from './following.ts'
import { type Content, NotSent, reach } from './server.ts'
import { sealFinal } from './signing.ts'

const TYPE = 'soap-addendum-draft'

/**
 * An addendum that is not signed yet. The server takes none without a signature; so it waits in this browser, sealed at each
 * change like a note, until it is signed or emptied.
 */
export class AddendumDraft {
  /** From the first letter to the signature, over a reload too: signed twice is the same addendum. */
  private id = uuidv7()
  /** Where it waits, also when it becomes another one: of what is written here there is never more than one. */
  private place = this.id
  private kept: Unsent | null = null
  private newest: { body: AddendumBody | null } | null = null
  private keeping: Promise<void> | null = null

  constructor(
    private addendumTo: string,
    private opened: { circle: Circle },
    private member: string
  ) {}

  /**
   * What was typed before, and not signed. What cannot be opened stays where it is.
   *
   * @param taken the addenda that the server has, by their ids: of one the answer may have been lost
   */
  async find(taken: Map<string, AddendumBody>): Promise<AddendumBody | null> {
    const all = await buffer.all(this.member)
    for (const kept of all.filter(({ addendumTo }) => addendumTo === this.addendumTo)) {
      const body = await this.bodyOf(kept)
      if (!body) continue
      const there = taken.get(kept.note)
      if (there && isSame(there, body)) await buffer.remove(kept)
      else {
        await this.goOnFrom(kept, body, there !== undefined)
        return body
      }
    }
    return null
  }

  /**
   * Signs it. Whatever came although its answer was lost does not come twice: it is kept before, by the name that it is
   * sent under.
   *
   * @throws NotSent, and what the vault throws
   */
  async sign(body: AddendumBody): Promise<void> {
    await this.keep(body)
    const { id, addendumTo, opened } = this
    const what = { type: 'soap-addendum', record: id, version: 1, circle: opened.circle } as const
    const sealed = await sealFinal({ ...what, body })
    try {
      await reach('POST', `/notes/${addendumTo}/addenda`, { id, ...sealed })
    } catch (error) {
      if (isForOthers(error)) {
        await this.followReaders()
        return this.sign(body)
      }
      if (!(error instanceof NotSent) || error.problem !== 'stale') throw error
      if (!isSame(await takenOf(addendumTo, id), body)) {
        // Changed since: what is there is signed and stays, so this is another one.
        this.id = uuidv7()
        return this.sign(body)
      }
    }
    await this.keep(null)
  }

  /** What is added to a note is for those who read that today. */
  private async followReaders() {
    const { circle } = this.opened
    const start = { note: this.addendumTo, client: circle.client }
    const today = await readersOfToday({ start, circle, version: 1 })
    if (!today) throw new NotSent('refused')
    this.opened = { circle: today }
  }

  /** @param body null when nothing of it is left to keep */
  keep(body: AddendumBody | null): Promise<void> {
    this.newest = { body }
    this.keeping ??= this.keepNewest().finally(() => (this.keeping = null))
    return this.keeping
  }

  private async bodyOf({ note: record, version, envelope }: Unsent) {
    const { client } = this.opened.circle
    const about = { type: TYPE, client, record, version }
    const opened = await vault.open<AddendumBody>(envelope, about).catch(() => null)
    return opened && opened.body
  }

  /** @param isOther what was typed since the same was taken: it becomes an addendum of its own */
  private async goOnFrom(kept: Unsent, body: AddendumBody, isOther: boolean) {
    this.kept = kept
    this.place = kept.sitting
    if (isOther) await this.keep(body)
    else this.id = kept.note
  }

  private async keepNewest() {
    while (this.newest) {
      const { body } = this.newest
      this.newest = null
      if (!body) await this.forget()
      // Locked in this moment, or a browser that keeps nothing: it stands on the page.
      else await this.put(body).catch(() => undefined)
    }
  }

  private async put(body: AddendumBody) {
    const { id: note, place: sitting, member, addendumTo } = this
    const { circle } = this.opened
    const about = { type: TYPE, client: circle.client, record: note, version: 1 }
    const envelope = await vault.seal({ ...about, circle, body })
    const of = { note, client: circle.client, member, addendumTo, sitting, appointment: null }
    const kept = { ...of, version: 1, envelope, at: Date.now() }
    await buffer.put(kept)
    this.kept = kept
  }

  private async forget() {
    if (this.kept) await buffer.remove(this.kept)
    this.kept = null
    this.id = this.place = uuidv7()
  }
}

async function takenOf(note: string, id: string): Promise<AddendumBody> {
  const { addenda } = await reach<Content>('GET', `/notes/${note}/content`)
  const taken = addenda.find((addendum) => addendum.id === id)
  // Somebody else's: an id is never the same by chance.
  if (!taken || !isHanded(taken)) throw new NotSent('refused')
  const { body } = await openNote<AddendumBody>(taken)
  return body
}

function isSame(one: AddendumBody, other: AddendumBody) {
  const [first, second] = [one, other].map(({ text, strikes }) => JSON.stringify([text, strikes]))
  return first === second
}
