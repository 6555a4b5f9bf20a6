import { openKeyFile } from '../crypto/key_file.ts'
import { Circle } from './circle.ts'
import { open } from './opening.ts'
import { Ring } from './ring.ts'
import type { About, Kept, Opened } from './records.ts'

/** Opens envelopes as the vault does, and believes as little. */
export class OfflineVault {
  /** @throws KeyFileFault */
  static async unlock({ clinic, key, cards, circles }: Kept, fileText: string, passphrase: string) {
    const keys = await openKeyFile(fileText, passphrase, key)
    const ring = await Ring.read(cards, [keys], clinic)
    const opened = await Promise.all(
      circles.map((row) => Circle.open(row, [keys], ring).catch(() => null))
    )
    const known = opened.filter((circle) => circle !== null)
    return new OfflineVault(ring, new Map(known.map((circle) => [circle.id, circle])))
  }

  private constructor(
    readonly ring: Ring,
    private circles: Map<string, Circle>
  ) {}

  find(id: string) {
    return this.circles.get(id)
  }

  /** @throws Tampered | NotAReader | UnknownSigner */
  open<Body = unknown>(envelope: string, about: About): Promise<Opened<Body>> {
    return open<Body>({ envelope, about }, this)
  }
}
