import type { ApiResponse } from '@japa/api-client'
import { type Keys, makeCard, makeKeys, readCard, RECOVERY } from '../browser/crypto/key_pair.ts'
import { makePin } from '../browser/crypto/pins.ts'
import { makeRecovery, type Recovery } from '../browser/crypto/recovery.ts'
import { writeKeyFile } from '../browser/crypto/key_file.ts'
import { at, people, type People, type Person } from '#tests/people'
import { switchOn } from '#tests/plugins'
import Key, { type Reason } from '../models/key.js'
import Pin from '../models/pin.js'

export const PASSPHRASE = 'seven quiet herons at noon'

/** A member with a key in use, and the file that opens it. */
export type Holder = Person & { keys: Keys; file: () => Promise<string> }

/** The people, with notes in both clinics, so that those who treat need keys; nobody has one yet. */
export async function ringless(): Promise<People> {
  const all = await people()
  await switchOn(all.nordlys, 'keys', 'soap')
  await switchOn(all.sydhavn, 'keys', 'soap')
  return all
}

/** Gives this person a key, as if made and proved in their browser; `why` if it is not the first. */
export async function withKey(person: Person, why?: Reason): Promise<Holder> {
  const keys = await makeKeys()
  const { clinic, member } = person
  const made = new Date()
  const card = await makeCard(keys, { clinic: clinic.id, member: member.id, made })
  const by = actor(person)
  await at(clinic, async () => {
    const key = await Key.register({ id: keys.id, kind: 'member', card, by })
    await key.prove({ by, why })
  })
  const names = { clinic: clinic.name, member: member.name, made }
  // To encrypt a file takes as long as it is meant to take for who guesses, so only where a test opens it.
  return { ...person, keys, file: () => writeKeyFile(keys, PASSPHRASE, names) }
}

/** Gives the clinic of this person a recovery key on one sheet; `why` if it is not the first. */
export async function withRecovery(person: Person, why?: Reason): Promise<Recovery> {
  const recovery = await makeRecovery()
  const { clinic } = person
  const claims = { clinic: clinic.id, member: RECOVERY, made: new Date() }
  const card = await makeCard(recovery.keys, claims)
  const by = actor(person)
  await at(clinic, async () => {
    const made = { id: recovery.keys.id, kind: 'recovery', card, form: 'words', by } as const
    const key = await Key.register(made)
    await key.prove({ by, why })
  })
  return recovery
}

/** Lets one member confirm the key of another, or the recovery key. */
export async function pin(holder: Holder, keyId: string) {
  const { clinic } = holder
  await at(clinic, async () => {
    const pinned = await Key.findOrFail(keyId)
    const own = await Key.findOrFail(holder.keys.id)
    const text = await makePin(holder.keys, await readCard(pinned.card, clinic.id))
    await Pin.keep(pinned, { text, signedBy: own, by: actor(holder) })
  })
}

function actor({ member }: Person) {
  return { member, address: null }
}

export async function bodyOf(answer: PromiseLike<ApiResponse>) {
  const response = await answer
  return response.body()
}

export async function textOf(answer: PromiseLike<ApiResponse>) {
  const response = await answer
  return response.text()
}

export async function statusOf(answer: PromiseLike<ApiResponse>) {
  const response = await answer
  return response.status()
}
