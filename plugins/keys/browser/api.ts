/** What the scripts of other plugins may know of the keys. All entry points share this one module, and its vault. */
export { vault } from './vault/vault.ts'
export type * from './vault/records.ts'
export type * from './vault/vault.ts'
export type { Circle } from './vault/circle.ts'
export { RECOVERY } from './crypto/ids.ts'
export * from './crypto/faults.ts'

/** Files in the age format, with what opens them in an envelope. */
export const encryptedFiles = () => import('./files/files.ts')
export type { Enveloped, FileKey } from './files/enveloped.ts'
export { Turns } from './vault/turns.ts'
export { askToUnlock } from './vault/unlocking.ts'

/** What opens envelopes without a server: for an export alone. */
export type { OfflineVault } from './vault/offline.ts'
export const offline = () => import('./vault/offline.ts')
