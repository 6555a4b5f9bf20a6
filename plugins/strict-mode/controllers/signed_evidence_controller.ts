import type { HttpContext } from '@adonisjs/core/http'
import { signedEvidence } from '../models/evidence.js'

/** The evidence as a file that nobody can change unseen. */
export default class SignedEvidenceController {
  async show({ response, actor, i18n }: HttpContext) {
    const file = await signedEvidence(i18n, actor)
    response.header('Content-Disposition', 'attachment; filename="evidence.p7m"')
    response.header('Content-Type', 'application/pkcs7-mime; smime-type=signed-data')
    return response.send(file)
  }
}
