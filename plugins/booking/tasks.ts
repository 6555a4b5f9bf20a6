import { releaseHolds } from '#calendar/holds'
import Hold from './models/hold.js'
import * as waitingList from './models/waiting_list.js'

/** Removes what visitors began and did not finish. */
export async function forget() {
  await releaseHolds()
  await Hold.forget()
  await waitingList.forget()
}
