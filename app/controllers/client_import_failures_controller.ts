import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { failedRows } from '#imports/failed_rows'
import ClientImport from '#models/client_import'

/** The rows that could not be imported, as a file to put right and import again. */
export default class ClientImportFailuresController {
  async show({ params, response, actor, i18n }: HttpContext) {
    const clientImport = await ClientImport.withFile(params.id)
    const lines = await failedRows(clientImport, i18n)
    await clientImport.handOutFailures({ by: actor })
    response.type('text/csv; charset=utf-8').attachment(`${i18n.t('imports.failures_file')}.csv`)
    return response.stream(Readable.from(lines))
  }
}
