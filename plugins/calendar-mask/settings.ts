import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type Member from '#models/member'
import { NAME_DISPLAYS, type Surface } from '#plugins/precautions'
import { defineSettings } from '#clinics/stored_settings'

/** Where the clinic says how much is shown. Titles are not among them: none names a client, whatever anybody chooses. */
export const SURFACES = ['screen', 'print', 'feed', 'mail'] as const satisfies Surface[]
/** Where a member can be stricter. Mails go out from the clinic. */
export const OWN_SURFACES = ['screen', 'print', 'feed'] as const satisfies Surface[]
/** What may be left of a name behind the mask. */
export const MASKED_AS = ['initials', 'code', 'hidden'] as const
/** After how many idle minutes names are hidden by themselves; 0 is never. */
export const IDLE_MINUTES = [0, 5, 10, 15, 30, 60]

const display = () => vine.enum(NAME_DISPLAYS)
const masked = () => vine.enum(MASKED_AS)
const minutes = () => vine.number().in(IDLE_MINUTES)

const rules = vine.create({
  ...{ screen: display(), print: display(), feed: display(), mail: display() },
  masked: masked(),
  idleMinutes: minutes(),
  /** Whether names are hidden as soon as the window loses the focus. */
  whenLeft: vine.boolean(),
  /** Whether names are hidden from the sign-in on, until somebody wants to see them. */
  fromStart: vine.boolean(),
})

export type Rules = Infer<typeof rules>

/** What holds for everybody in the clinic. */
export const clinicRules = defineSettings('calendar-mask', rules, {
  ...{ screen: 'full', print: 'full', feed: 'initials', mail: 'full' },
  masked: 'hidden',
  idleMinutes: 0,
  whenLeft: false,
  fromStart: false,
})

/** The same, as far as a member has a wish of their own. */
export const wishes = vine.create({
  screen: display().optional(),
  feed: display().optional(),
  print: display().optional(),
  masked: masked().optional(),
  idleMinutes: minutes().optional(),
  whenLeft: vine.boolean(),
  fromStart: vine.boolean(),
})

/**
 * What a member wishes. It lies beside the clinic's settings, which are in hand on each request, because
 * the core asks for names often and cannot wait for an answer.
 */
export function wishesOf({ id }: Member) {
  return defineSettings(`calendar-mask.${id}`, wishes, { whenLeft: false, fromStart: false })
}
