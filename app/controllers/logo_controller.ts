import { extname } from 'node:path'
import type { HttpContext } from '@adonisjs/core/http'
import { LOGO_TYPES, logoFile } from '#clinic_settings/logo'
import { clinicSettings } from '#clinics/settings'

/** The clinic's logo, for everybody: it stands on the sign-in page and in mails. */
export default class LogoController {
  show({ response, clinic }: HttpContext) {
    const { logo } = clinicSettings.read()
    if (!logo) return response.notFound()
    response.header('Cache-Control', 'public, max-age=3600')
    response.type(LOGO_TYPES[extname(logo).slice(1)])
    return response.download(logoFile(clinic, logo))
  }
}
