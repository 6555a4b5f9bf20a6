/** What the vault needs to open a key and whatever that key opens. It is fetched when somebody first does. */
export { openKeyFile } from '../crypto/key_file.ts'
export { readdress } from './readdressing.ts'
export { Ring } from './ring.ts'
export { Shelf } from './shelf.ts'
