import vine from '@vinejs/vine'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicSettings } from '#clinics/settings'
import { defineSettings } from '#clinics/stored_settings'

export const consentSettings = defineSettings(
  'consents',
  vine.create({
    linkDays: vine.number().withoutDecimals().range([1, 60]),
    /** After how many days without an answer a client is reminded, once; 0 is never. */
    reminderDays: vine.number().withoutDecimals().range([0, 30]),
    controller: vine.string().maxLength(500).optional(),
  }),
  { linkDays: 14, reminderDays: 5 }
)

/** Who is responsible for the data, as every statement tells (GDPR article 13(1)(a)). */
export function controllerOfData() {
  const { controller } = consentSettings.read()
  if (controller) return controller
  const { address, privacyContact } = clinicSettings.read()
  return [currentClinic().name, address, privacyContact].filter(Boolean).join('\n\n')
}
