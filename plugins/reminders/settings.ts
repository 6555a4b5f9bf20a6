import vine from '@vinejs/vine'
import { defineSettings } from '#clinics/stored_settings'

const clock = () => vine.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** When a clinic leaves its clients in peace, in wall time. */
export const reminderSettings = defineSettings(
  'reminders',
  vine.create({ hasQuietHours: vine.boolean(), quietFrom: clock(), quietUntil: clock() }),
  { hasQuietHours: true, quietFrom: '21:00', quietUntil: '08:00' }
)

export type QuietHours = ReturnType<typeof reminderSettings.read>
