import type { I18n } from '@adonisjs/i18n'
import type { Permission } from '#clinics/permissions'
import type Member from '#models/member'

/** Which part of it, and how: flat, so that an address can say it too. */
export type Choice = Record<string, string | boolean>

/** A kind of file with which many clients leave at once. */
export type ExportKind = {
  /** Who may take it out. */
  permission: Permission
  /** What a form or an address says was chosen; null for what makes no sense, or is not for this member. Equal choices have equal JSON. */
  chosenIn: (said: Record<string, unknown>, member: Member) => Promise<Choice | null>
  /** How many clients would leave now. */
  count: (choice: Choice) => Promise<number>
  /** The choice as a person reads it. */
  words: (choice: Choice, i18n: I18n) => string
  /** Where it is taken out, by who has an approval. */
  path: (choice: Choice) => string
}
