import { DateTime } from 'luxon'
import { transaction } from '#clinics/transaction'
import { leaksOfText } from '#mails/leak_check'
import { adapterOf } from '../gateways/adapters.js'
import type { Outcome, Sms } from '../gateways/sms.js'
import Gateway from './gateway.js'
import Message from './message.js'
import type { Planner } from './planner.js'
import { eachDue, readyNow, STOP, tellSent } from './sending.js'
import { mobileOf } from './wishes.js'

/** Minutes between one try and the next of what a gateway did not take. */
const DELAYS = [1, 5, 15, 30, 60]

/**
 * Gives the SMS whose time has come to the gateway, one after the other. Each is marked before the call: after a crash it is
 * uncertain, and not sent a second time.
 */
export async function sendSms(planner: Planner) {
  const gateway = await Gateway.current()
  if (!gateway) return
  const adapter = adapterOf(gateway)
  await eachDue('sms', async ({ id }) => {
    const marked = await transaction(() => handOver(id, planner, gateway))
    if (!marked) return
    const outcome = await adapter.send(marked)
    await transaction(() => settle(id, outcome, gateway))
    return mayMeetTheOthers(outcome) ? STOP : undefined
  })
}

/** Whether it is better to let the others wait for the next minute: one that hangs would make each of them uncertain. */
function mayMeetTheOthers(outcome: Outcome) {
  return outcome.kind === 'unclear' || (outcome.kind === 'wait' && outcome.isAboutAll)
}

/** What a crash left half done: nobody can say whether it arrived. */
export async function sortOutInterrupted() {
  for (const message of await Message.query().where('state', 'handing_over'))
    await message.settle({ state: 'uncertain', reason: 'interrupted', settledAt: DateTime.utc() })
}

async function handOver(id: string, planner: Planner, { provider }: Gateway): Promise<Sms | null> {
  const ready = await readyNow(id, planner)
  if (!ready) return null
  const { message, words } = ready
  const leaks = await leaksOfText(words.body, message.client)
  if (leaks.length) {
    const [settledAt, detail] = [DateTime.utc(), leaks.join(', ')]
    await message.settle({ state: 'failed', reason: 'would_leak', detail, settledAt })
    return null
  }
  const to = mobileOf(message.client)!
  const attempts = message.attempts + 1
  await message.settle({ state: 'handing_over', recipient: to, provider, attempts })
  return { to, text: words.body, reference: id, usefulSeconds: secondsUntil(message.startsAt) }
}

function secondsUntil(moment: DateTime) {
  return Math.ceil(moment.diffNow('seconds').seconds)
}

/** Writes down what came of it. A report may have been faster than the answer: what it says stays. */
async function settle(id: string, outcome: Outcome, gateway: Gateway) {
  const message = await Message.find(id)
  if (!message) return
  if (outcome.kind === 'accepted') {
    if (message.state === 'handing_over')
      await message.sent({ recipient: message.recipient!, providerId: outcome.providerId })
    await tellSent(message)
  } else if (message.state === 'handing_over') {
    await message.settle(consequence(message, outcome))
  }
  await gateway.learn(outcome)
}

function consequence(message: Message, outcome: Exclude<Outcome, { kind: 'accepted' }>) {
  const settledAt = DateTime.utc()
  const { detail } = outcome
  if (outcome.kind === 'unclear')
    return { state: 'uncertain', reason: 'unclear', detail, settledAt } as const
  const { reason } = outcome
  if (outcome.kind === 'refused') return { state: 'failed', reason, detail, settledAt } as const
  return { state: 'planned', reason, detail, nextTryAt: nextTry(message, outcome.seconds) } as const
}

/** As late as the gateway asks, and else with growing delays; until the appointment begins. */
function nextTry({ attempts }: Message, seconds: number | null) {
  const minutes = DELAYS[Math.min(attempts, DELAYS.length) - 1]
  return DateTime.utc().plus({ seconds: seconds ?? minutes * 60 })
}
