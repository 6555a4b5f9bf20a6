/** Everything about files that are encrypted. It is fetched by whoever has one in hand, because it weighs more than all the rest. */
export { openFile, sealFileForPassphrase } from '../crypto/files.ts'
export { aboutFile, enveloped, unenveloped } from './enveloped.ts'
export { counting, sealAside } from './sealing.ts'
export { send } from './sending.ts'
export { Source } from './source.ts'
export { blobOf } from './whole.ts'
