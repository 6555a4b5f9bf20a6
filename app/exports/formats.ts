/** The kinds of file in which the list of clients leaves. */
export const FORMATS = ['csv', 'vcard', 'json'] as const
export type Format = (typeof FORMATS)[number]
