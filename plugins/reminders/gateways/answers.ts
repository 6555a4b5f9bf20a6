import { OutgoingFailed, OutgoingRefused } from '#plugins/egress'
import type { Outcome } from './sms.js'

/** Before any of these the connection was not there yet, so nothing can have arrived. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** What a call that got no answer means: tried again where it cannot have arrived, uncertain otherwise. */
export function withoutAnswer(error: unknown): Outcome {
  if (!(error instanceof OutgoingRefused || error instanceof OutgoingFailed)) throw error
  const code = codeOf(error)
  const neverLeft = error instanceof OutgoingRefused || (code && NEVER_CONNECTED.has(code))
  if (!neverLeft) return { kind: 'unclear', detail: code }
  return { kind: 'wait', reason: 'unreachable', detail: code, seconds: null, isAboutAll: true }
}

/**
 * What an answer that says no means by its status alone. 429 and 503 say that it was not taken; of any other 5xx nobody
 * can tell, and a second SMS is worse than a question.
 */
export function refusal(response: Response, detail: string | null): Outcome {
  const { status } = response
  const wait = { kind: 'wait', detail, seconds: secondsToWait(response), isAboutAll: true } as const
  if (status === 429 || status === 503) return { ...wait, reason: 'busy' }
  if (status === 401 || status === 403) return { ...wait, reason: 'credentials' }
  if (status === 402) return { ...wait, reason: 'no_credit' }
  if (status >= 500) return { kind: 'unclear', detail }
  return { kind: 'refused', reason: 'refused', detail }
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function secondsToWait({ headers }: Response): number | null {
  const value = headers.get('retry-after')
  if (!value) return null
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null
}

function codeOf(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause)
    if ('code' in each && typeof each.code === 'string') return each.code
  return null
}

/** The JSON of an answer, whatever it is; an empty object when it is none. */
export async function jsonOf(response: Response): Promise<Record<string, any>> {
  const answer: unknown = await response.json().catch(() => null)
  return answer && typeof answer === 'object' ? answer : {}
}
