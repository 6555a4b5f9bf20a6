/**
 * A text in the clinic's own words that goes out in messages.
 *
 * @property word what it is, as a translation key, with what stands in that sentence
 * @property text as it is written, with its gaps
 */
export type SentText = { word: string; params?: Record<string, string | number>; text: string }
