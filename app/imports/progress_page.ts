import { detailsOn } from '#clients/display_name'
import type ClientImport from '#models/client_import'
import type Member from '#models/member'
import { importer } from './importer.js'
import { countReversible } from './reversal.js'

/** What the page shows of an import that was started. */
export async function progressPage(clientImport: ClientImport, member: Member) {
  const isWorking = importer.isAt(clientImport.id)
  return {
    file: detailsOn('screen', member).naming(clientImport.fileName),
    isWorking,
    // The server was stopped hard, or broke off: somebody has to say that it may go on.
    isInterrupted: clientImport.isUnfinished && !isWorking,
    reversible: clientImport.isReversible ? await countReversible(clientImport.id) : 0,
  }
}
