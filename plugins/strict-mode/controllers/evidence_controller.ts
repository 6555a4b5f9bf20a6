import type { HttpContext } from '@adonisjs/core/http'
import { evidence } from '../models/evidence.js'
import { Signer } from '../models/signer.js'

/** Each rule, since when, what is measured, and who changed it: to read, to print, to hand over. */
export default class EvidenceController {
  async show({ view, i18n }: HttpContext) {
    const { fingerprint } = await Signer.ofClinic()
    const lines = await evidence(i18n)
    return view.render('strict-mode::pages/evidence/show', { lines, fingerprint })
  }
}
