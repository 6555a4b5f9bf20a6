import edge from 'edge.js'
import i18nManager from '@adonisjs/i18n/services/main'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicSettings } from '#clinics/settings'
import { addressing } from './addressing.js'
import { plainText } from './plain_text.js'

export type RenderedMail = { subject: string; text: string; html: string }

/**
 * Renders a mail in the recipient's language. The template is one page of HTML in `@mail.layout`,
 * whose title becomes the subject; the plain text is made of the same page, so the two never differ.
 */
export async function renderMail(
  template: string,
  data: Record<string, unknown>,
  locale: string
): Promise<RenderedMail> {
  const i18n = i18nManager.locale(locale)
  const html = await edge
    .createRenderer()
    .share({
      i18n,
      t: i18n.t.bind(i18n),
      clinic: currentClinic(),
      clinicSettings: clinicSettings.read(),
      ...addressing(i18n),
    })
    .render(template, data)
  const { title: subject, text } = plainText(html)
  return { subject, text, html }
}
