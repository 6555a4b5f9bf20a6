import type { DateTime } from 'luxon'
import type Client from '#models/client'
import type Member from '#models/member'

export const NAME_DISPLAYS = ['full', 'first', 'initials', 'code', 'hidden'] as const
export type NameDisplay = (typeof NAME_DISPLAYS)[number]
export type Surface = 'screen' | 'title' | 'feed' | 'print' | 'mail'

export const READING_ASKS = ['nothing', 'reason', 'emergency'] as const
export const APPOINTMENTS_OF = ['anybody', 'member'] as const

/** What it takes that a client's page opens for a member. Of several answers the strictest holds, part by part. */
export type ReadingDemand = {
  /** Where no appointment is near: nothing, a reason, or from who does not treat the client an emergency. */
  asks: (typeof READING_ASKS)[number]
  /** Whose appointment with the client opens the page without a question. */
  appointmentOf: (typeof APPOINTMENTS_OF)[number]
  /** How many days before and after that appointment. */
  days: number
  /** For how long a reason holds. */
  hours: number
}

/** The questions that the core asks all plugins. Of all answers the strictest wins, so order never matters. */
export interface PrecautionAnswers {
  /** How much of a client's name to show there. */
  nameDisplay: (asked: { surface: Surface; member: Member | null }) => NameDisplay
  /** After how many idle minutes a session ends; the smallest wins. */
  idleMinutes: (asked: { member: Member }) => number
  /** What a notification may say: everything, or nothing that tells of care. */
  notificationWording: () => 'full' | 'neutral'
  /** Whether a message that would tell who a client is, or what for, is held back. */
  leaksHeldBack: () => boolean
  /** Whether this member must have a second factor. */
  secondFactorDemanded: (asked: { member: Member }) => boolean
  /** Reasons why this client may not book, as translation keys; none is a yes. */
  bookingRefusals: (asked: { client: Client | null }) => string[]
  /** Whether this member may let a browser keep the key that opens encrypted notes. */
  keysKeptOnDevice: (asked: { member: Member }) => boolean
  /** After how many idle minutes an unlocked key locks again; the smallest wins. */
  keysLockMinutes: (asked: { member: Member }) => number
  /** How many characters a password must have; the largest wins. */
  passwordLength: () => number
  /** Whether other programs may read this member's calendar at its secret address. */
  feedsAllowed: (asked: { member: Member }) => boolean
  /** Whether this member proves anew who they are before any file leaves. */
  downloadsProved: (asked: { member: Member }) => boolean
  /** Whether a client's page opens for this member without a question, and what is asked otherwise. */
  readingReason: (asked: { member: Member }) => ReadingDemand
  /** Of how many clients at most something may leave that only one person has decided; the smallest wins. */
  exportApprovalAbove: () => number
  /** For how many hours a request for approval waits, and a yes holds; the smallest wins. */
  exportApprovalHours: () => number
  /** For how many days a secret address that other programs read holds, since it was made or renewed; the smallest wins. */
  accessTokenDays: (asked: { member: Member; madeAt: DateTime }) => number
}

export type Question = keyof PrecautionAnswers
