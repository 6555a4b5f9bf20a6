import type { Readable } from 'node:stream'
import type { I18n } from '@adonisjs/i18n'
import type { Actor } from '#audit/actor'
import type { Permission } from '#clinics/permissions'
import { registry } from '#plugins/registry'
import { hasData, isOn } from '#plugins/switch'
import type { KeptPlace } from '../browser/vault/wire.ts'
import type { FileUpload } from './file_upload.js'

/** An envelope that another plugin keeps. `about`: what it must be, `client` where it is filed now. */
export type KeptEnvelope = {
  id: string
  circle: string
  circleVersion: number
  envelope: string
  about: { type: string; client: string; record: string; version: number }
}

/** One under a newer record key, looked at already. */
export type SealedAnew = { id: string; envelope: string; circleVersion: number; size: number }

/**
 * What another plugin keeps encrypted for circles. The keys do not know what it is: they count it, tell which of it lies
 * under an old record key, and hand in the same sealed anew.
 */
export type Keeper = {
  /** Members who hold one of these are asked to make a key; the others may. */
  permissions: readonly Permission[]
  /** How many records, as members count them, there are for each circle, by its id. */
  counts(): Promise<Map<string, number>>
  /** The oldest version of its record key that anything lies under, for each of these circles, or for all. */
  oldest(circles?: string[]): Promise<Map<string, number>>
  /** Envelopes that lie under this version of the record key of a circle, or an older one, by the circles' ids. */
  under(versions: Map<string, number>, limit: number): Promise<KeptEnvelope[]>
  /** Those of them that are still there: a draft may have been written on meanwhile, or given to other readers. */
  find(ids: string[]): Promise<Omit<KeptEnvelope, 'envelope'>[]>
  /** Where its readers find each of these, and how it is called there. */
  places(ids: string[], i18n: I18n): Promise<(KeptPlace & { circle: string })[]>
  /** Takes the same records under newer record keys of their circles, in the transaction in hand. */
  replace(sealed: SealedAnew[]): Promise<void>
}

/**
 * A file that another plugin keeps, as it is now: its envelope, which says what opens it, and its age file. `about`: what its
 * envelope is about, of which version; the next one is of the next.
 */
export interface KeptFile {
  id: string
  circle: string
  circleVersion: number
  about: KeptEnvelope['about']
  envelope: string
  /** In bytes. */
  size: number
  /** The page where its readers find it. */
  place: string
  /** Its envelope and the age file that belongs to it, or null when it is gone from the disk. */
  read(): Promise<{ size: number; content: Readable } | null>
  /**
   * Takes what came in place of it, in the transaction in hand; the old one goes from the disk soon after that is there.
   *
   * @returns false when somebody was faster, or it is not there any more
   */
  replace(anew: { envelope: string; circleVersion: number; file: StoredFile }): Promise<boolean>
  /**
   * Lets it go, in the transaction in hand, because it does not open any more; where it was it says so.
   *
   * @returns false when somebody was faster, or it is not there any more
   */
  giveUp(actor: { by: Actor }): Promise<boolean>
}

/** A file that came and that no row tells of yet. */
export type StoredFile = { name: string; size: number }

/**
 * The files that another plugin keeps. What opens a file is in its envelope, and nowhere else: under another record key it
 * gets another key of its own too, and so is another file.
 */
export type FileKeeper = {
  /** Who reads one may give it up with this permission. */
  destroying: Permission
  /** As of a keeper of envelopes. */
  oldest(circles?: string[]): Promise<Map<string, number>>
  under(versions: Map<string, number>): Promise<KeptFile[]>
  find(id: string): Promise<KeptFile | null>
  /** @throws FileUpload.Refused */
  store(upload: FileUpload): Promise<StoredFile>
  discard(file: StoredFile): Promise<void>
}

const keepers = new Map<string, Keeper>()
const fileKeepers = new Map<string, FileKeeper>()

/**
 * Tells the keys of envelopes that a plugin keeps. Called once, where the plugin is defined.
 *
 * @param kind `<id of the plugin>.<what it is>`; what browsers call it when they send one back
 */
export function keepEnvelopes(kind: `${string}.${string}`, keeper: Keeper) {
  keepers.set(kind, keeper)
}

/** Tells the keys of files that a plugin keeps, in the same way. */
export function keepFiles(kind: `${string}.${string}`, keeper: FileKeeper) {
  fileKeepers.set(kind, keeper)
}

/** Those with tables in the clinic in hand: what was switched off still keeps what it has. */
export function keepersHere(): { kind: string; keeper: Keeper }[] {
  return keepersWhere(hasData)
}

export function fileKeepersHere(): FileKeeper[] {
  return [...fileKeepers].filter(([kind]) => isThere(kind, hasData)).map(([, keeper]) => keeper)
}

/** The oldest version of its record key that anything lies under, for each of these circles, or for all. */
export async function oldestVersions(circles?: string[]): Promise<Map<string, number>> {
  const oldest = new Map<string, number>()
  if (circles?.length === 0) return oldest
  const envelopes = keepersHere().map(({ keeper }) => keeper)
  for (const keeper of [...envelopes, ...fileKeepersHere()])
    for (const [circle, version] of await keeper.oldest(circles))
      oldest.set(circle, Math.min(version, oldest.get(circle) ?? version))
  return oldest
}

/** The permissions for which a member needs a key, in the clinic in hand. */
export function permissionsWithKey(): Permission[] {
  return keepersWhere(isOn).flatMap(({ keeper }) => keeper.permissions)
}

function keepersWhere(is: typeof hasData) {
  return [...keepers]
    .map(([kind, keeper]) => ({ kind, keeper }))
    .filter(({ kind }) => isThere(kind, is))
}

function isThere(kind: string, is: typeof hasData) {
  const plugin = registry.find(kind.slice(0, kind.indexOf('.')))
  return plugin !== null && is(plugin)
}
