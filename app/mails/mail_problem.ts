import type { NodemailerError } from 'nodemailer/lib/errors'

/** Why a mail did not get through. Each has its sentence under `mails.problems`. */
export const REASONS = [
  'name_not_found',
  'refused',
  'unreachable',
  'timeout',
  'certificate',
  'tls',
  'credentials',
  'sender_refused',
  'recipient_refused',
  'message_refused',
  'connection_lost',
  'not_smtp',
  'interrupted',
  'too_late',
  'unreadable',
  'would_leak',
  'unchecked',
] as const
export type Reason = (typeof REASONS)[number]

/**
 * What went wrong between us and the mail server.
 *
 * @property detail what the server or the network said, for the administrator
 * @property isAboutServer whether every other mail would meet the same: then all of them wait
 * @property isRefusal whether the server answered, so that we know it did not take the mail
 * @property isPermanent whether SMTP says that trying again is in vain (a 5yz reply; RFC 5321, 4.2.1)
 */
export class MailProblem extends Error {
  readonly isAboutServer: boolean
  readonly isPermanent: boolean

  constructor(
    readonly reason: Reason,
    readonly detail: string | null = null,
    readonly isRefusal = false,
    isRefusedForGood = false
  ) {
    super(reason)
    this.isAboutServer = !ABOUT_ONE_MAIL.has(reason)
    // What is wrong with the settings can be put right, and then the mails shall go out.
    this.isPermanent = isRefusedForGood && !this.isAboutServer
  }

  static of(failure: NodemailerError) {
    const { response, responseCode = 0, originalCode, message, permanent } = failure
    const isBadAddress = failure.code === 'EENVELOPE' && failure.command === 'API'
    return new MailProblem(
      reasonOf(failure),
      response ?? originalCode ?? message,
      isBadAddress || responseCode >= 400,
      isBadAddress || permanent
    )
  }
}

const ABOUT_ONE_MAIL = new Set<Reason>([
  'sender_refused',
  'recipient_refused',
  'message_refused',
  'unreadable',
  'would_leak',
  'unchecked',
])

const BY_CODE: Record<string, Reason> = {
  EDNS: 'name_not_found',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'timeout',
  ETLS: 'tls',
  EPROTO: 'tls',
  EAUTH: 'credentials',
  EPROTOCOL: 'not_smtp',
  EMESSAGE: 'message_refused',
}

const BY_COMMAND: Record<string, Reason> = {
  'MAIL FROM': 'sender_refused',
  'DATA': 'message_refused',
}

function reasonOf({ code, originalCode = '', command, responseCode }: NodemailerError): Reason {
  // 421 closes the channel, whatever was asked (RFC 5321, 3.8).
  if (responseCode === 421) return 'connection_lost'
  // 530 and 535 answer a MAIL FROM where the server wants one to sign in first (RFC 4954, 6).
  if (responseCode === 530 || responseCode === 535) return 'credentials'
  if (code === 'EENVELOPE') return BY_COMMAND[command ?? ''] ?? 'recipient_refused'
  if (/CERT|LEAF_SIGNATURE/.test(originalCode)) return 'certificate'
  if (/^ERR_SSL/.test(originalCode)) return 'tls'
  return BY_CODE[originalCode] ?? BY_CODE[code!] ?? 'connection_lost'
}
