import { currentClinic } from '#clinics/clinic_in_hand'
import { ask } from '#plugins/precautions'
import { mailSettings } from './settings.js'

/** Whether mails and messages may tell of nothing but a time: a clinic's name can say what somebody is treated for. */
export function mustBeNeutral() {
  return ask('notificationWording') === 'neutral'
}

/** Who mails of the clinic in hand come from; where they must be neutral, an address that no name explains. */
export function senderOfMails() {
  const { senderName, senderAddress } = mailSettings.read()
  const name = mustBeNeutral() ? null : (senderName ?? currentClinic().name)
  return { name, address: senderAddress }
}
