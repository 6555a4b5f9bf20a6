import type { DataContract } from '#plugins/data_contract'

/** What is kept tells of helpers and of members, and of no client. */
export const data: DataContract<'support-access'> = {
  map: [{ table: 'support_access_grants', what: 'support-access.data.grants', personal: false }],
  export: async () => null,
  erase: async () => {},
  merge: async () => {},
}
