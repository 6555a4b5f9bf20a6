import { type Circle, encryptedFiles, RECOVERY, vault } from '../../../keys/browser/api.ts'
import { FILE } from '../files/opening.ts'
import { noteArrived } from '../keeping/last_known.ts'
import {
  type Content,
  type NoteRow,
  reach,
  type SealedKey,
  type VersionRow,
} from '../keeping/server.ts'
import { pageData, t } from '../parts/page.ts'
import { type Handed, isHanded, aboutOf } from './opening.ts'

/** A colleague who could read a note; `isChanged`: not with the key that was compared, but with another one. */
export type Colleague = {
  member: string
  name: string
  key: string | null
  isPinned: boolean
  isChanged: boolean
}

/** Everybody whose role may read notes, but oneself, with the key that they hold now. */
export async function colleagues(): Promise<Colleague[]> {
  const { members, me } = pageData()
  const directory = await vault.directory()
  const keys = [...directory.values()].filter(({ isRetired }) => !isRetired)
  return members
    .filter(({ id }) => id !== me.id)
    .map(({ id, name }) => {
      const key = keys.find(({ member }) => member === id)
      const { isPinned = false, isChanged = false } = key ?? {}
      return { member: id, name, key: key?.id ?? null, isPinned, isChanged }
    })
}

/** Who reads what is in a circle, by name; oneself first. */
export async function namesOf({ readers }: Circle) {
  const { members, me } = pageData()
  const directory = await vault.directory()
  const names = readers.map((key) => {
    const member = directory.get(key)?.member
    if (member === me.id) return t('soap.browser.readers.you')
    if (!member) return t('soap.browser.readers.unknown')
    if (member === RECOVERY) return t('soap.browser.readers.recovery')
    return members.find(({ id }) => id === member)?.name ?? t('soap.browser.readers.former')
  })
  const own = t('soap.browser.readers.you')
  const recovery = t('soap.browser.readers.recovery')
  return [...new Set(names)].sort((one, other) => rank(one) - rank(other))

  function rank(name: string) {
    return name === own ? 0 : name === recovery ? 2 : 1
  }
}

/** The circle of a new note: for the author alone, or for all colleagues whose keys were compared, as the clinic wants it. */
export async function firstCircle(client: string) {
  const others = pageData().firstReaders === 'colleagues' ? await colleagues() : []
  const keys = others.filter(({ isPinned }) => isPinned).map(({ key }) => key!)
  return vault.circleFor(client, keys)
}

/**
 * Seals a note, its addenda and what opens its files for exactly these readers (ids of keys), the newest version last: until
 * then nothing looks as if it were done.
 */
export async function giveTo(note: string, readers: string[]) {
  const content = await reach<Content>('GET', `/notes/${note}/content`)
  for (const file of content.attachments) await giveFileTo(readers, content.note, file)
  const { versions } = await reach<{ versions: VersionRow[] }>('GET', `/notes/${note}/versions`)
  const earlier = versions.filter(({ version }) => version !== content.note.version)
  for (const { version, type, envelope, circle: sealedFor } of earlier)
    await sealFor(readers, { ...content.note, version, type, envelope, circle: sealedFor })
  for (const row of [...content.addenda, content.note])
    if (isHanded(row))
      noteArrived(row.id, { version: row.version, envelope: await sealFor(readers, row) })
}

/** @returns it as the server has it then */
async function sealFor(readers: string[], row: Handed) {
  const envelope = await vault.readdress({ envelope: row.envelope, about: aboutOf(row) }, readers)
  if (envelope !== row.envelope)
    await reach('PUT', `/notes/${row.id}/envelopes/${row.version}`, { envelope })
  return envelope
}

async function giveFileTo(readers: string[], { id: note, client }: NoteRow, file: SealedKey) {
  const { aboutFile } = await encryptedFiles()
  const about = aboutFile(file.envelope, { type: FILE, client, record: file.id })
  const envelope = await vault.readdress({ envelope: file.envelope, about }, readers)
  if (envelope === file.envelope) return
  await reach('PUT', `/notes/${note}/attachments/${file.id}`, { envelope })
}
