/** What the scripts of other plugins may know of the keys. All entry points share this one module, and its vault. */
export { vault } from './vault/vault.ts'
export type * from './vault/records.ts'
export type * from './vault/vault.ts'
export type { Circle } from './vault/circle.ts'
export { RECOVERY } from './crypto/ids.ts'
export * from './crypto/faults.ts'

/** Files in the age format: fetched by whoever has one in hand, because it weighs more than all the rest. */
export const ageFiles = () => import('./crypto/files.ts')
export { Turns } from './vault/turns.ts'
export { askToUnlock } from './vault/unlocking.ts'

/** What opens envelopes without a server: for an export alone. */
export type { OfflineVault } from './vault/offline.ts'
export const offline = () => import('./vault/offline.ts')
