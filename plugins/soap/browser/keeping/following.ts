import { type Circle, Unreachable, vault } from '../../../keys/browser/api.ts'
import { newestOf } from './newest.ts'
import { NotSent } from './server.ts'

/** A draft as the server has it: for which readers, and whether it is there at all. */
type Standing = { start: { note: string; client: string }; circle: Circle; version: number }

/**
 * For whom a draft is written now, when the server says that its readers came or went: perhaps in another tab, or while this
 * one was without a connection.
 *
 * @returns null when they are those that it is written for already, or it is not for this member any more
 * @throws NotSent
 */
export async function readersOfToday({ start, circle, version }: Standing): Promise<Circle | null> {
  const { circle: id } = version ? await newestOf(start.note) : { circle: circle.id }
  vault.refresh()
  const circles = await vault.circlesOf(start.client).catch((fault) => {
    throw fault instanceof Unreachable ? new NotSent('offline') : fault
  })
  const now = circles.find((each) => each.id === id)
  const isSame = now?.id === circle.id && now.version === circle.version
  return isSame ? null : (now ?? null)
}

/** Whether something was not taken because its readers are others than those it was sealed for. */
export function isForOthers(error: unknown) {
  return error instanceof NotSent && error.problem === 'circle'
}
