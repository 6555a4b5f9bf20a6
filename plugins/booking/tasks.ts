import { releaseHolds } from '#calendar/holds'
import Draft from './models/draft.js'
import Hold from './models/hold.js'
import Waiting from './models/waiting.js'

/** Removes what visitors began and did not finish. */
export async function forget() {
  await releaseHolds()
  await Draft.forget()
  await Hold.forget()
  await Waiting.forget()
}
