import { uuidv7 } from 'uuidv7'
import { type Circle, vault } from '../../../keys/browser/api.ts'
import type { AddendumBody } from '../notes/body.ts'
import { buffer, type Unsent } from './buffer.ts'

const TYPE = 'soap-addendum-draft'

/**
 * An addendum that is not signed yet. The server takes none without a signature; so it waits in this browser, sealed at each
 * change like a note, until it is signed or emptied.
 */
export class AddendumDraft {
  /** From the first letter to the signature, over a reload too: signed twice is the same addendum. */
  id = uuidv7()
  private kept: Unsent | null = null
  private newest: AddendumBody | null = null
  private sealing: Promise<void> | null = null

  constructor(
    private addendumTo: string,
    private opened: { circle: Circle },
    private member: string
  ) {}

  /** What was typed before, and not signed. What cannot be opened stays where it is. */
  async find(): Promise<AddendumBody | null> {
    const all = await buffer.all(this.member)
    for (const kept of all.filter(({ addendumTo }) => addendumTo === this.addendumTo)) {
      const { note: record, version, envelope } = kept
      const { client } = this.opened.circle
      const about = { type: TYPE, client, record, version }
      const opened = await vault.open<AddendumBody>(envelope, about).catch(() => null)
      if (!opened) continue
      this.id = record
      this.kept = kept
      return opened.body
    }
    return null
  }

  keep(body: AddendumBody) {
    this.newest = body
    this.sealing ??= this.sealNewest()
      // Locked in this moment, or a browser that keeps nothing: it stands on the page.
      .catch(() => undefined)
      .finally(() => (this.sealing = null))
  }

  async forget() {
    this.newest = null
    await this.sealing
    if (this.kept) await buffer.remove(this.kept)
    this.id = uuidv7()
  }

  private async sealNewest() {
    while (this.newest) {
      const body = this.newest
      this.newest = null
      const { id: note, member, addendumTo } = this
      const { circle } = this.opened
      const { client } = circle
      const about = { type: TYPE, client, record: note, version: 1 }
      const envelope = await vault.seal({ ...about, circle, body })
      const place = { note, client, member, addendumTo, sitting: note, appointment: null }
      const kept = { ...place, version: 1, envelope, at: Date.now() }
      await buffer.put(kept)
      this.kept = kept
    }
  }
}
