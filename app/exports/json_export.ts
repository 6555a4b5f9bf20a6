import type { ExportedClient } from './exported_client.js'

const JSON_FORMAT = 'fortrolig-clients'
const JSON_VERSION = 1

/**
 * The clients as one JSON document, for programs: docs/formats/clients-1.schema.json says what is in
 * it. A change that a reader would notice makes a new version.
 */
export async function* jsonExport(
  clients: AsyncIterable<ExportedClient>,
  { clinic, exportedAt }: { clinic: string; exportedAt: string }
) {
  const head = { format: JSON_FORMAT, version: JSON_VERSION, exportedAt, clinic }
  yield `${JSON.stringify(head).slice(0, -1)},"clients":[`
  let separator = '\n'
  for await (const client of clients) {
    yield separator + JSON.stringify(client)
    separator = ',\n'
  }
  yield '\n]}\n'
}
