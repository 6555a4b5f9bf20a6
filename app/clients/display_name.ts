import { ask, type NameDisplay, stricterDisplay, type Surface } from '#plugins/precautions'
import type Member from '#models/member'

/** What a name is made of, of a model as of a plain row. */
type Name = { firstName: string; lastName: string } | { first_name: string; last_name: string }
export type Named = Name & { number: number }

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
  const displays = surfaces.map((surface) => ask('nameDisplay', { surface, member }))
  return (client) => shown(client, displays.reduce(stricterDisplay))
}

/** How much of a name is shown there. */
export function displayOn(surface: Surface, member: Member | null, most: NameDisplay = 'full') {
  return stricterDisplay(most, ask('nameDisplay', { surface, member }))
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
      return `#${client.number}`
    case 'hidden':
      return '•••'
  }
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
