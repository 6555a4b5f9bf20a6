/** What a person has once, so that of two clients' values one must be chosen. */
export const MERGED_FIELDS = [
  'firstName',
  'lastName',
  'birthDate',
  'nationalId',
  'phone',
  'email',
  'street',
  'postalCode',
  'city',
  'country',
  'locale',
  'channel',
  'emergencyName',
  'emergencyPhone',
  'emergencyRelation',
] as const
export type MergedField = (typeof MERGED_FIELDS)[number]
