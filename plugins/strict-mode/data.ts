import type { DataContract } from '#plugins/data_contract'

/** What is kept tells of members and their devices, and of no client. */
export const data: DataContract<'strict-mode'> = {
  map: [{ table: 'strict_mode_sign_ins', what: 'strict-mode.data.sign_ins', personal: false }],
  export: async () => null,
  erase: async () => {},
  merge: async () => {},
}
