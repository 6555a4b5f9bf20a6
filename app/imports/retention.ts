import { SERVER } from '#audit/actor'
import { utcNow } from '#models/columns'
import ClientImport from '#models/client_import'

/** Removes the files that nobody came back for. An import under way keeps its file until it is done. */
export async function tidyImports() {
  const overdue = await ClientImport.query().where('file_until', '<', utcNow())
  for (const clientImport of overdue)
    if (clientImport.state !== 'running') await clientImport.discard({ by: SERVER })
}
