import type Member from '#models/member'
import type { DemoRing } from './demo.js'
import Circle from './models/circle.js'
import Exposure from './models/exposure.js'
import type Key from './models/key.js'

export { checkEnvelope, LONGEST as LONGEST_ENVELOPE } from './models/envelope_check.js'
export type { Checked, Expected } from './models/envelope_check.js'
export { EnvelopeRefused } from './models/refused.js'
export { OF_THE_CLINIC } from './browser/crypto/ids.ts'
export type { DemoCircle, DemoRecord, DemoRing } from './demo.js'
export { keepEnvelopes, keepFiles } from './models/keepers.js'
export type { FileKeeper, Keeper, KeptEnvelope, KeptFile, SealedAnew } from './models/keepers.js'
export { FileUpload } from './models/file_upload.js'
export { circlesReadBy } from './models/reading.js'

/** The keys of the demo clinic. No other server loads what makes them. */
export async function demoRing(): Promise<DemoRing> {
  const demo = await import('./demo.js')
  return demo.DemoRing.here()
}

/** A key that reads a circle: of a member, or the clinic's recovery key. */
export type Reader = { key: string; member: Member | null; isRecovery: boolean }

/** Who reads what is written in a circle now; nobody if there is no such circle. */
export async function readersOf(circle: string): Promise<Reader[]> {
  const found = await Circle.find(circle)
  const readers = await found?.readers()
  return readers?.map(readerOf) ?? []
}

/** Whether a member has a key that opens it. Nobody else is handed an envelope. */
export async function mayRead(member: Pick<Member, 'id'>, circle: string): Promise<boolean> {
  const found = await Circle.find(circle)
  return found ? found.isReadBy(member) : false
}

/** Whether somebody may know the record key that something lies under, which is to be encrypted anew. */
export async function isExposed(lies: { circle: string; circleVersion: number }): Promise<boolean> {
  const last = await Exposure.lastOf([lies.circle])
  return (last.get(lies.circle) ?? 0) >= lies.circleVersion
}

function readerOf({ id, kind, member }: Key): Reader {
  return { key: id, member: member ?? null, isRecovery: kind === 'recovery' }
}
