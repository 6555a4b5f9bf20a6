import type { ExportedClient } from './exported_client.js'

/** RFC 6350, 3.2: octets, the line ending not counted. */
const LONGEST_LINE = 75

/**
 * The clients as vCard 4.0 (RFC 6350), for phones and address books: who they are and how to reach
 * them. Alerts, wishes and national ids have no place there.
 */
export async function* vcardExport(
  clients: AsyncIterable<ExportedClient>,
  { locale }: { locale: string }
) {
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  for await (const client of clients)
    yield card(client, client.country && (countries.of(client.country) ?? client.country))
}

function card(client: ExportedClient, country: string | null) {
  const { firstName, lastName, street, city, postalCode } = client
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID:urn:uuid:${client.id}`,
    `FN:${text(`${firstName} ${lastName}`.trim())}`,
    `N:${parts(lastName, firstName, '', '', '')}`,
    client.email && `EMAIL:${text(client.email)}`,
    client.phone && `TEL;TYPE=voice:${text(client.phone)}`,
    client.birthDate && `BDAY:${client.birthDate.replaceAll('-', '')}`,
    (street || city || postalCode || country) &&
      `ADR;TYPE=home:${parts('', '', street, city, '', postalCode, country)}`,
    client.locale && `LANG:${client.locale}`,
    client.tags.length > 0 && `CATEGORIES:${client.tags.map(text).join(',')}`,
    client.emergencyName && `RELATED;VALUE=text;TYPE=emergency:${text(client.emergencyName)}`,
    `REV:${client.updatedAt.replace(/[-:]|\.\d+/g, '')}`,
    'END:VCARD',
  ]
  return lines.map((line) => (line ? `${folded(line)}\r\n` : '')).join('')
}

function parts(...values: (string | null)[]) {
  return values.map((value) => text(value ?? '')).join(';')
}

/** RFC 6350, 3.4. */
function text(value: string) {
  return value.replace(/[\\,;]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n')
}

/** Breaks a long line between characters, never inside one. */
function folded(line: string) {
  let octets = 0
  return [...line].reduce((out, character) => {
    octets += Buffer.byteLength(character)
    if (octets <= LONGEST_LINE) return out + character
    octets = 1 + Buffer.byteLength(character)
    return `${out}\r\n ${character}`
  }, '')
}
