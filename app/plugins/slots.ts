import type Client from '#models/client'
import type Member from '#models/member'

/** The places on core pages where plugins may show something, and what they are told there. */
export interface Slots {
  /** A tab on a client's page. */
  'client.tab': { client: Client; member: Member }
  /** A line on top of a client's page. */
  'client.alert': { client: Client; member: Member }
  /** Marks in the client list: asked once for all rows of the page. */
  'clients.badges': { clientIds: string[]; member: Member }
  /** A card on the home page. */
  'home.card': { member: Member }
}

export type Slot = keyof Slots

/**
 * What a plugin shows in a slot: a view of its own with the data that it makes of the slot's properties.
 * `clients.badges` returns instead, for each client id, the badges to show.
 */
export type SlotContribution<Name extends Slot> = {
  /** Shown only to members who hold it. */
  permission?: string
} & (Name extends 'clients.badges'
  ? { badges: (props: Slots[Name]) => Promise<Map<string, Badge[]>> }
  : {
      view: string
      /** For tabs: the words on the tab, and its key in the URL. */
      label?: string
      key?: string
      data?: (props: Slots[Name]) => Promise<Record<string, unknown>>
    })

export type Badge = { label: string; tone: 'neutral' | 'good' | 'warning' | 'bad' }

export type SlotContributions = { [Name in Slot]?: SlotContribution<Name>[] }
