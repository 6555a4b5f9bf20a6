import type { Actor } from '#audit/actor'
import type { Texts } from './text.js'

/** Who somebody says they are, as typed into the form. */
export type Visitor = { firstName: string; lastName: string; email: string; phone?: string | null }

/** What a visitor sends, and how they came. `origin` is where links in mails lead. */
export type Order = {
  visitor: Visitor
  texts: Texts
  marketing: boolean
  locale: string
  origin: string
  by: Actor
}

/** - `refused` for a reason that only a mail may tell; `taken` while they typed */
export type Outcome = 'booked' | 'requested' | 'refused' | 'taken'

/** How a booking stands, for the client. */
export type Standing = 'requested' | 'booked' | 'cancelled'
