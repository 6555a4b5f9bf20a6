import type ClientImport from '#models/client_import'
import { importer } from './importer.js'
import { countReversible } from './reversal.js'

/** What the page shows of an import that was started. */
export async function progressPage(clientImport: ClientImport) {
  const isWorking = importer.isAt(clientImport.id)
  return {
    isWorking,
    // The server was stopped hard, or broke off: somebody has to say that it may go on.
    isInterrupted: clientImport.isUnfinished && !isWorking,
    reversible: clientImport.isReversible ? await countReversible(clientImport.id) : 0,
  }
}
