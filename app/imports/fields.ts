/** What a column of a file can hold. Some are parts that RowReader puts together or takes apart. */
export const FIELDS = [
  'firstName',
  'lastName',
  'fullName',
  'email',
  'phone',
  'birthDate',
  'nationalId',
  'street',
  'postalCode',
  'city',
  'postalCodeAndCity',
  'address',
  'country',
  'locale',
  'channel',
  'neverCall',
  'noVoicemail',
  'emailOnly',
  'emergencyName',
  'emergencyPhone',
  'emergencyRelation',
  'tags',
  'alerts',
  'archived',
] as const
export type Field = (typeof FIELDS)[number]

/** For each column of a file the field that it fills; null leaves the column out. */
export type Mapping = (Field | null)[]
