/** A translation key in the plugin's own words, as `t()` takes it: `consents.tab`. */
export type Word<Id extends string = string> = `${Id}.${string}`
