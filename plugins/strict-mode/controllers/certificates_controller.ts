import type { HttpContext } from '@adonisjs/core/http'
import { Signer } from '../models/signer.js'

/** With what the signature under evidence is checked. Not secret. */
export default class CertificatesController {
  async show({ response }: HttpContext) {
    const { certificate } = await Signer.ofClinic()
    response.header('Content-Disposition', 'attachment; filename="clinic.pem"')
    response.header('Content-Type', 'application/x-pem-file')
    return response.send(certificate)
  }
}
