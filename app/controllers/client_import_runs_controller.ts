import type { HttpContext } from '@adonisjs/core/http'
import { importer } from '#imports/importer'
import ClientImport from '#models/client_import'

/** Begins an import, or goes on with one that was interrupted. */
export default class ClientImportRunsController {
  async store({ params, response, clinic, actor }: HttpContext) {
    const clientImport = await ClientImport.findOrFail(params.id)
    await clientImport.start({ by: actor })
    importer.take(clinic, clientImport.id)
    return response.redirect().status(303).toRoute('clients.imports.show', { id: params.id })
  }
}
