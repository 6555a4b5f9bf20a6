import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '#audit/actor'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicFolder } from '#clinics/database'
import Member from '#models/member'
import { foundCircle, recordKey, unwrap } from './browser/crypto/circles.ts'
import { type Binding, openRecord, readEnvelope, sealRecord } from './browser/crypto/envelopes.ts'
import { writeKeyFile } from './browser/crypto/key_file.ts'
import { type Keys, makeCard, makeKeys, readCard, RECOVERY } from './browser/crypto/key_pair.ts'
import { makePin } from './browser/crypto/pins.ts'
import { makeRecovery } from './browser/crypto/recovery.ts'
import type { CryptoKey } from './browser/crypto/web_crypto.ts'
import Circle from './models/circle.js'
import Key from './models/key.js'
import Pin from './models/pin.js'

/** A circle of the demo, with its record key. */
export type DemoCircle = { id: string; version: number; subject: string; aes: CryptoKey }
export type DemoRecord = Omit<Binding, 'clinic' | 'client'> & { at: Date; body: unknown }

type DemoKey = { member: Member; keys: Keys }

const rings = new Map<string, DemoRing>()

/**
 * Keys for those in the demo clinic who treat clients: made here instead of in their browsers, because nobody sits at
 * those. Other plugins of the demo encrypt with them, as a browser would.
 */
export class DemoRing {
  /** The ring of the clinic in hand, where the demo is being made. */
  static here(): DemoRing {
    return rings.get(currentClinic().id)!
  }

  static async make({ by }: { by: Actor }): Promise<DemoRing> {
    const members = await Member.query().whereIn('role', ['owner', 'practitioner']).orderBy('id')
    const all = await Promise.all(
      members.map(async (member) => ({ member, keys: await makeKeys() }))
    )
    for (const { member, keys } of all) await register(keys, member.id, as(member))
    const recovery = await makeRecovery()
    await register(recovery.keys, RECOVERY, by)
    const ring = new DemoRing(all, recovery.keys, recovery.words)
    for (const one of all) await ring.pinAll(one)
    rings.set(currentClinic().id, ring)
    return ring
  }

  private constructor(
    private all: DemoKey[],
    private recovery: Keys,
    readonly words: string[]
  ) {}

  get members() {
    return this.all.map(({ member }) => member)
  }

  /** A circle about a client (or `clinic`) for this member, others, and the recovery key. */
  async circle(member: Member, subject: string, others: Member[] = []): Promise<DemoCircle> {
    const own = this.keysOf(member)
    const ids = [own.id, this.recovery.id, ...others.map((other) => this.keysOf(other).id)]
    const readers = await Promise.all(ids.map(publicKey))
    const step = await foundCircle(own, { clinic: currentClinic().id, subject }, readers)
    const { id, version } = await Circle.found(step, { by: as(member) })
    const raw = await unwrap(
      own,
      id,
      step.wraps.find(({ key }) => key === own.id)!
    )
    const { aes } = await recordKey(raw)
    return { id, version, subject, aes }
  }

  /** A record that this member writes; `signed` is what is inside, as a compact JWS. */
  async seal(member: Member, circle: DemoCircle, { at, body, ...about }: DemoRecord) {
    const binding = { ...about, clinic: currentClinic().id, client: circle.subject }
    const own = this.keysOf(member)
    const envelope = await sealRecord(own, circle.aes, circle, binding, { at, body })
    const { signed } = await openRecord(circle.aes, readEnvelope(envelope))
    return { envelope, signed: signed.text }
  }

  /** Leaves the key files and the words of the recovery key where whoever looks around finds them. */
  async save(folder: string, passphrase: string) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { name: clinic } = currentClinic()
    for (const { member, keys } of this.all) {
      const file = await writeKeyFile(keys, passphrase, {
        ...{ clinic, member: member.name, made: new Date() },
      })
      await write(folder, `${member.name.toLowerCase().replaceAll(/\W+/g, '-')}.pem`, file)
    }
    await write(folder, 'recovery.txt', `${this.words.join(' ')}\n`)
  }

  private keysOf({ id }: Member): Keys {
    return this.all.find(({ member }) => member.id === id)!.keys
  }

  /** As if everybody had met and compared. */
  private async pinAll({ member, keys }: DemoKey) {
    const own = await Key.findOrFail(keys.id)
    for (const pinned of await Key.inUse().whereNot('id', keys.id)) {
      const text = await makePin(keys, await publicKey(pinned.id))
      await Pin.keep(pinned, { text, signedBy: own, by: as(member) })
    }
  }
}

/**
 * Fills the demo clinic: keys, compared with each other, and the clinic's recovery key.
 *
 * @param password opens the key files too
 * @returns where they are
 */
export async function demo({ by, password }: { by: Actor; password: string }) {
  const folder = join(clinicFolder(currentClinic().id), 'demo-keys')
  const ring = await DemoRing.make({ by })
  await ring.save(folder, password)
  return `Notes open with the key files in ${folder}; their passphrase is the password.`
}

async function register(keys: Keys, owner: string, by: Actor) {
  const isRecovery = owner === RECOVERY
  const card = await makeCard(keys, {
    ...{ clinic: currentClinic().id, member: owner, made: new Date() },
  })
  const made = isRecovery
    ? ({ kind: 'recovery', form: 'words' } as const)
    : ({ kind: 'member' } as const)
  const key = await Key.register({ id: keys.id, card, by, ...made })
  await key.prove({ by })
}

async function publicKey(id: string) {
  const { card } = await Key.findOrFail(id)
  return readCard(card, currentClinic().id)
}

function write(folder: string, name: string, text: string) {
  return writeFile(join(folder, name), text, { mode: 0o600 })
}

function as(member: Member): Actor {
  return { member, address: null }
}
