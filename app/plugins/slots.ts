import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type Appointment from '#models/appointment'
import type Client from '#models/client'
import type Member from '#models/member'
import type { Word } from './word.js'

/** The places on core pages where a plugin may show a view of its own, and what it is told there. */
export interface ViewSlots {
  /** A tab on a client's page. */
  'client.tab': { client: Client; member: Member }
  /** A line on top of a client's page. */
  'client.alert': { client: Client; member: Member }
  /** A button above the client list, and what the list shows: the query of its address, to hand on. */
  'clients.toolbar': { member: Member; query: Record<string, string> }
  /** A card on the home page. */
  'home.card': { member: Member }
  /** A line above everything on every page, for members and helpers alike: what all must know while it lasts. */
  'layout.banner': { member: Member }
  /** A button in the frame of every page, beside the menu: for what is needed everywhere and at once. */
  'layout.toolbar': { member: Member }
  /** An entry in the member's own menu: a link with the class `menu-item`. */
  'layout.account': { member: Member }
  /** A button or a switch above the calendar. */
  'calendar.toolbar': { member: Member }
  /** A section on the page of an appointment. Its service, member, room and attendances are loaded. */
  'appointment.section': { appointment: Appointment; member: Member }
}

export type ViewSlot = keyof ViewSlots
export type Slot = ViewSlot | 'clients.badges' | 'clients.filter'

type OnlyFor = {
  /** Shown only to members who hold it. */
  permission?: string
}

type SlotData = Record<string, unknown> | null

/** A view of the plugin, with what `data` makes of the slot's properties. The view sees both. */
export type ViewContribution<Name extends ViewSlot, Id extends string = string> = OnlyFor & {
  /** Below the plugin's `views`, without the ending: `client_tab`. */
  view: string
  /** Files in the plugin's `browser` that the view needs: `signature_pad.ts`. */
  scripts?: readonly string[]
  /** What the view shows besides; `null` where there is nothing to show this time. */
  data?: (props: ViewSlots[Name]) => Promise<SlotData> | SlotData
} & (Name extends 'client.tab'
    ? {
        /** The words on the tab. */
        label: Word<Id>
        /** The tab in the URL: the id, or something that begins with it. The id if not given. */
        key?: Id | `${Id}-${string}`
      }
    : unknown)

export type Badge = {
  /** Already translated: a badge may say "2 of 3". */
  label: string
  tone: 'neutral' | 'good' | 'warning' | 'bad'
}

/** Marks in the client list and on a client's page: asked once for all rows of the page. */
export type BadgeContribution = OnlyFor & {
  badges: (props: { clientIds: string[]; member: Member }) => Promise<Map<string, Badge[]>>
}

/** A filter of the client list: what it adds to the query. */
export type FilterContribution<Id extends string = string> = OnlyFor & {
  label: Word<Id>
  /** The filter in the URL: the id, or something that begins with it. */
  key: Id | `${Id}-${string}`
  /** Narrows the query of clients, by a condition on a subquery, without running it. */
  narrow: (clients: ModelQueryBuilderContract<typeof Client>) => void
}

export type SlotContribution<Name extends Slot, Id extends string = string> = Name extends ViewSlot
  ? ViewContribution<Name, Id>
  : Name extends 'clients.badges'
    ? BadgeContribution
    : FilterContribution<Id>

export type SlotContributions<Id extends string = string> = {
  readonly [Name in Slot]?: readonly SlotContribution<Name, Id>[]
}

const SLOTS: Record<Slot, true> = {
  'client.tab': true,
  'client.alert': true,
  'clients.toolbar': true,
  'home.card': true,
  'layout.banner': true,
  'layout.toolbar': true,
  'layout.account': true,
  'calendar.toolbar': true,
  'appointment.section': true,
  'clients.badges': true,
  'clients.filter': true,
}

export function isSlot(name: string): name is Slot {
  return Object.hasOwn(SLOTS, name)
}
