/** What the scripts of other plugins may know of the keys. All entry points share this one module, and its vault. */
export { vault } from './vault/vault.ts'
export type * from './vault/vault.ts'
export type { Circle } from './crypto/circles.ts'
export { RECOVERY } from './crypto/key_pair.ts'
export * from './crypto/faults.ts'
