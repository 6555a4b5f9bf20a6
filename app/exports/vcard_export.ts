import { contentLines, contentText as text } from './content_lines.js'
import type { ExportedClient } from './exported_client.js'

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
  return contentLines([
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
  ])
}

function parts(...values: (string | null)[]) {
  return values.map((value) => text(value ?? '')).join(';')
}
