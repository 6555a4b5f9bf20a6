import { kept } from '#clinics/kept'
import Grant from './grant.js'

/** Help that goes on, as every page tells it: kept until somebody writes, or until the first of them ends. */
export async function runningHelp() {
  const running = await kept(
    { key: 'support-access', tables: [Grant.table], until: firstEnd },
    () => Grant.running().exec()
  )
  return running.map(({ id, name, mayChange, endsAt }) => ({
    ...{ id, name, mayChange },
    endsAt: endsAt!,
    seconds: Math.max(0, Math.round(endsAt!.diffNow('seconds').seconds)),
  }))
}

async function firstEnd() {
  const first = await Grant.running().first()
  return first?.endsAt?.toMillis() ?? Infinity
}
