import type { DataContract } from '#plugins/data_contract'

/** Public keys tell of members, not of clients. */
export const data: DataContract<'keys'> = {
  map: [
    { table: 'keys_keys', what: 'keys.data.keys', personal: false },
    { table: 'keys_proofs', what: 'keys.data.proofs', personal: false },
    { table: 'keys_pins', what: 'keys.data.pins', personal: false },
  ],
  export: async () => null,
  erase: async () => {},
  merge: async () => {},
}
