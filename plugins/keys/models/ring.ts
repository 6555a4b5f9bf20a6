import type { DateTime } from 'luxon'
import Member from '#models/member'
import Key from './key.js'
import { needsKey } from './need.js'
import Pin from './pin.js'

/** How a member stands to a colleague's key. `changed`: another one than they had confirmed. */
export type Trust = 'own' | 'none' | 'new' | 'pinned' | 'changed'

export type Colleague = {
  member: Member
  key: Key | null
  trust: Trust
  pinnedAt: DateTime | null
  /** For a changed key: why the one before made room, as the server was told. */
  why: Key['supersededWhy']
}

/** The people of a clinic with their keys, as one of them sees them. */
export class Ring {
  private constructor(
    private viewer: Member,
    private keys: Key[],
    private pins: Pin[]
  ) {}

  static async for(viewer: Member) {
    const own = await Key.of(viewer)
    const pins = own ? await Pin.query().where({ memberId: viewer.id, signedBy: own.id }) : []
    return new Ring(viewer, await Key.known().where('kind', 'member'), pins)
  }

  /** Everybody who needs a key, or has one. */
  async colleagues(): Promise<Colleague[]> {
    const members = await Member.query().whereNull('deactivatedAt').orderBy('name').orderBy('id')
    return members
      .map((member) => this.colleague(member))
      .filter(({ member, key }) => key || needsKey(member))
  }

  colleague(member: Member): Colleague {
    const keys = this.keys.filter(({ memberId }) => memberId === member.id)
    const key = keys.find(({ isInUse }) => isInUse) ?? null
    const pin = this.pins.find(({ keyId }) => keyId === key?.id)
    const former = keys.find(({ id, isInUse }) => !isInUse && this.hasPinned(id))
    return {
      ...{ member, key },
      trust: this.trustIn(member, key, pin, former),
      pinnedAt: pin?.createdAt ?? null,
      why: former?.supersededWhy ?? null,
    }
  }

  private trustIn(member: Member, key: Key | null, pin?: Pin, former?: Key): Trust {
    if (!key) return 'none'
    if (member.id === this.viewer.id) return 'own'
    if (pin) return 'pinned'
    return former ? 'changed' : 'new'
  }

  private hasPinned(keyId: string) {
    return this.pins.some((pin) => pin.keyId === keyId)
  }
}
