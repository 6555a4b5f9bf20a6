import { ask, type NameDisplay, stricterDisplay, type Surface } from '#plugins/precautions'
import type Member from '#models/member'

/** What a name is made of, of a model as of a plain row. */
type Name = { firstName: string; lastName: string } | { first_name: string; last_name: string }
export type Named = Name & { number: number }

/** What stands in the place of what is not shown. */
export const HIDDEN = '•••'

/**
 * How clients are called on a surface: the plugins are asked once, so that a page of 25 clients
 * is as careful as a page of one, and no slower.
 *
 * @param most what the member wants at most; the plugins may want less
 */
export function namesOn(
  surface: Surface,
  member: Member | null,
  most: NameDisplay = 'full'
): (client: Named) => string {
  const display = displayOn(surface, member, most)
  return (client) => shown(client, display)
}

/** The same for what is seen on several surfaces, such as a page that is to be printed: the strictest of them. */
export function strictestNamesOn(
  surfaces: readonly Surface[],
  member: Member | null
): (client: Named) => string {
  const display = strictest(surfaces, member)
  return (client) => shown(client, display)
}

/** How much of a name is shown there. */
export function displayOn(surface: Surface, member: Member | null, most: NameDisplay = 'full') {
  return stricterDisplay(most, ask('nameDisplay', { surface, member }))
}

/**
 * What tells who a client is besides the name, as the plugins' answer about names wants it: `telling` is for
 * phones, addresses and birth dates, which are shown where at least the first name is; `naming` for what
 * holds a name itself, as e-mail addresses do, and for whatever somebody wrote freely, because nobody knows what stands in
 * it: alerts, tags, titles, notes, reasons. These are shown only where the whole name is (docs/decisions/0017).
 */
export function detailsOn(surface: Surface | readonly Surface[], member: Member | null) {
  const display = strictest([surface].flat(), member)
  const isWhole = display === 'full'
  return { telling: shownIf(isKnownBy(display)), naming: shownIf(isWhole), isWhole }
}

/** How this client is called there: in full, or as little as the strictest plugin wants. */
export function displayName(client: Named, surface: Surface, member: Member | null) {
  return namesOn(surface, member)(client)
}

/** The whole name, for those places alone where a member must see it to act on it. */
export function fullName(client: Name) {
  const [first, last] = parts(client)
  return `${first} ${last}`.trim()
}

function strictest(surfaces: readonly Surface[], member: Member | null) {
  return surfaces.map((surface) => ask('nameDisplay', { surface, member })).reduce(stricterDisplay)
}

function shown(client: Named, display: NameDisplay) {
  const [first, last] = parts(client)
  switch (display) {
    case 'full':
      return fullName(client)
    case 'first':
      return first
    case 'initials':
      return initials(`${first} ${last}`)
    case 'code':
      // What is still in a file has no number yet.
      return client.number ? `#${client.number}` : HIDDEN
    case 'hidden':
      return HIDDEN
  }
}

/** Whether one can guess who is meant. */
function isKnownBy(display: NameDisplay) {
  return display === 'full' || display === 'first'
}

function shownIf(isShown: boolean) {
  return <Value>(value: Value) => (isShown || !value ? value : HIDDEN)
}

function parts(client: Name): [string, string] {
  // A model answers for its columns without having them as properties: only a plain row shows by `in`.
  return 'first_name' in client
    ? [client.first_name, client.last_name]
    : [client.firstName, client.lastName]
}

function initials(name: string) {
  const letters = name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0].toUpperCase())
  return letters.map((letter) => `${letter}.`).join(' ')
}
