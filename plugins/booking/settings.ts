import vine from '@vinejs/vine'
import { defineSettings } from '#clinics/stored_settings'

export const GRIDS = [5, 10, 15, 20, 30, 60] as const

const whole = (least: number, most: number) => vine.number().withoutDecimals().range([least, most])

export const bookingSettings = defineSettings(
  'booking',
  vine.create({
    /** Times begin at a multiple of so many minutes after midnight. */
    grid: vine.number().in([...GRIDS]),
    soonestHours: whole(0, 720),
    furthestDays: whole(1, 365),
    holdMinutes: whole(2, 60),
    /** How many appointments of a client may lie ahead; 0 is any number. */
    perClient: whole(0, 50),
    approveFirst: vine.boolean(),
    mayMove: vine.boolean(),
    mayCancel: vine.boolean(),
    changeHours: whole(0, 720),
    /** Whether clients hear by mail what members move or cancel. */
    tellChanges: vine.boolean(),
    waitingList: vine.boolean(),
    offerHours: whole(1, 72),
    proofOfWork: vine.boolean(),
    /** Bookings from one network address in an hour; 0 is any number. */
    perAddress: whole(0, 1000),
    /** Web sites that may show the page in a frame, one in a line: `https://www.clinic.example`. */
    origins: vine
      .string()
      .maxLength(2000)
      .regex(/^\s*(https?:\/\/[a-z0-9.-]+(:\d+)?\s*)*$/i)
      .optional(),
  }),
  {
    grid: 15,
    soonestHours: 2,
    furthestDays: 60,
    holdMinutes: 10,
    perClient: 0,
    approveFirst: false,
    mayMove: true,
    mayCancel: true,
    changeHours: 24,
    tellChanges: true,
    waitingList: true,
    offerHours: 4,
    proofOfWork: true,
    perAddress: 20,
  }
)

/** The sites that may embed the page, as the browser names them. */
export function embeddingOrigins(): string[] {
  const lines = bookingSettings.read().origins?.split(/\s+/).filter(Boolean) ?? []
  return lines.filter((line) => URL.canParse(line)).map((line) => new URL(line).origin)
}
