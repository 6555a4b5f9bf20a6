export const CHANNELS = ['email', 'sms'] as const

/** How a reminder reaches somebody. */
export type Channel = (typeof CHANNELS)[number]
